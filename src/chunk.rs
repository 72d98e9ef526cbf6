//! Where the wasm is cut. What the first shelf needs is in the main file; the rest comes when it is
//! called for, in files of their own (`cargo xtask size` tells which, and what they weigh).
//!
//! A function declared with [`chunk!`] lives in the file that it names, together with everything
//! that only it reaches. Without the cargo feature `split`, as in `wasm-pack build` and
//! `wasm-pack test`, it is an ordinary function of the one file.

/// A part of the code that did not arrive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotLoaded;

impl NotLoaded {
    /// What to tell about it.
    pub(crate) const WORDS: &str =
        "a part of the code did not arrive; publish all files of the folder again";
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        NotLoaded
    }
}

/// Declares functions of another file. Each gets a future out of it, in a box: what crosses from one
/// file to the other has one size.
macro_rules! chunk {
    ($(
        $chunk:ident:
        $(#[$meta:meta])*
        $visibility:vis async fn $name:ident($($argument:ident: $kind:ty),*) -> $output:ty $body:block
    )*) => {$(
        $(#[$meta])*
        $visibility async fn $name($($argument: $kind),*) -> Result<$output, $crate::chunk::NotLoaded> {
            #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($chunk, fallible))]
            fn $name($($argument: $kind),*) -> $crate::chunk::Crossing<$output> {
                Ok(Box::pin(async move $body))
            }
            #[cfg(feature = "split")]
            let future = $name($($argument),*).await?;
            #[cfg(not(feature = "split"))]
            let future = $name($($argument),*)?;
            Ok(future.await)
        }
    )*};
}

/// What a function of another file hands over.
pub(crate) type Crossing<T> = Result<futures_util::future::LocalBoxFuture<'static, T>, NotLoaded>;

pub(crate) use chunk;
