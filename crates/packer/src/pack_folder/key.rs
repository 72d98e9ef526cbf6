//! The key a merchant signs packs with (Ed25519, RFC 8032): the secret half is a PEM file that
//! stays with the merchant, the public half stands in the script tag.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::PackFolderError;
use crate::error::Error;

/// The half that signs.
pub(crate) struct SecretKey(SigningKey);

/// The half that verifies.
#[derive(Clone, Debug)]
pub(crate) struct PublicKey(VerifyingKey);

impl SecretKey {
    /// Makes a key and writes it to `path`, readable by its owner only.
    ///
    /// # Errors
    /// If there is a file already, or the system refuses.
    pub(crate) fn create(path: &Path) -> Result<SecretKey, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| Error::io("draw random numbers for", path)(error.into()))?;
        let key = SigningKey::from_bytes(&seed);
        let pem = key
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|error| bad(path, &error))?;
        write_private(path, pem.as_bytes()).map_err(Error::io("write", path))?;
        Ok(SecretKey(key))
    }

    /// Reads a key (PKCS#8 in PEM, as this program and OpenSSL write it).
    ///
    /// # Errors
    /// If the file cannot be read or holds no such key.
    pub(crate) fn read(path: &Path) -> Result<SecretKey, Error> {
        let pem = fs::read_to_string(path).map_err(Error::io("read", path))?;
        let key = SigningKey::from_pkcs8_pem(&pem).map_err(|error| bad(path, &error))?;
        Ok(SecretKey(key))
    }

    /// The other half.
    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of a text, base64.
    pub(crate) fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl PublicKey {
    /// Reads the base64 text that stands in the script tag.
    ///
    /// # Errors
    /// If the text is no such key.
    pub(crate) fn parse(text: &str) -> Result<PublicKey, PackFolderError> {
        let key = STANDARD
            .decode(text.trim())
            .ok()
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        key.map(PublicKey).ok_or_else(|| PackFolderError::Key {
            given: text.to_owned(),
            why: "not the base64 text of an Ed25519 public key".into(),
        })
    }

    /// Whether the text was signed with the other half.
    pub(crate) fn verifies(&self, text: &str, signature: &str) -> bool {
        let signature = STANDARD.decode(signature).ok();
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.0.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&STANDARD.encode(self.0.as_bytes()))
    }
}

fn bad(path: &Path, why: &impl std::fmt::Display) -> Error {
    Error::PackFolder(PackFolderError::Key {
        given: path.display().to_string(),
        why: format!("not an Ed25519 secret key in PEM: {why}"),
    })
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
