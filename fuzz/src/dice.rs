//! Mutations of stored inputs, always the same ones.

/// Xorshift (Marsaglia 2003).
pub struct Dice(pub u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn span(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len());
        start..(start + 1 + self.below(16)).min(bytes.len())
    }

    /// Changes an input a little, now and then by parts of others.
    pub fn mutate(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        for _ in 0..=self.below(4) {
            let span = self.span(bytes);
            let at = span.start;
            match self.below(7) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][self.below(5)],
                2 => bytes.insert(at, self.below(256) as u8),
                3 => drop(bytes.drain(span)),
                4 => drop(bytes.splice(at..at, bytes[span].to_vec())),
                5 => bytes.truncate(at),
                _ => {
                    let other = &others[self.below(others.len())];
                    let from = self.span(other);
                    drop(bytes.splice(span, other[from].to_vec()));
                }
            }
        }
    }
}
