//! Sets of documents of one segment, as bits: what every part of a query comes down to.

/// A set of numbers below a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    bound: u32,
}

impl Bits {
    /// The empty set of numbers below `bound`.
    pub(super) fn none(bound: u32) -> Bits {
        Bits { words: vec![0; bound.div_ceil(64) as usize], bound }
    }

    /// Every number below `bound`.
    pub(super) fn all(bound: u32) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; bound.div_ceil(64) as usize], bound };
        bits.clear_beyond();
        bits
    }

    /// The numbers below `bound` for which `holds` is true.
    pub(super) fn of(bound: u32, mut holds: impl FnMut(u32) -> bool) -> Bits {
        let mut bits = Bits::none(bound);
        for (rank, word) in bits.words.iter_mut().enumerate() {
            let first = rank as u32 * 64;
            for offset in 0..64.min(bound - first) {
                *word |= u64::from(holds(first + offset)) << offset;
            }
        }
        bits
    }

    fn clear_beyond(&mut self) {
        let used = self.bound % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
    }

    /// Adds a number below the bound.
    #[inline]
    pub(super) fn insert(&mut self, number: u32) {
        self.words[(number / 64) as usize] |= 1 << (number % 64);
    }

    /// Takes a number out.
    pub(super) fn remove(&mut self, number: u32) {
        self.words[(number / 64) as usize] &= !(1 << (number % 64));
    }

    /// Whether a number below the bound is in the set.
    #[inline]
    pub(super) fn contains(&self, number: u32) -> bool {
        self.words[(number / 64) as usize] >> (number % 64) & 1 == 1
    }

    /// Keeps what is in both.
    pub(super) fn and(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub(super) fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Turns the set into its complement below the bound.
    pub(super) fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.clear_beyond();
    }

    /// How many numbers are in the set.
    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether no number is in the set.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers, the smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(rank, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let offset = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(rank as u32 * 64 + offset)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn a_set_is_what_was_put_in() {
        for bound in [0, 1, 63, 64, 65, 200] {
            let mut thirds = Bits::of(bound, |number| number % 3 == 0);
            let expected: Vec<u32> = (0..bound).filter(|number| number % 3 == 0).collect();
            assert_eq!(thirds.iter().collect::<Vec<_>>(), expected);
            assert_eq!(thirds.count(), expected.len());
            let copy = thirds.clone();
            thirds.invert();
            assert_eq!(thirds.count() + copy.count(), bound as usize);
            thirds.or(&copy);
            assert_eq!(thirds, Bits::all(bound));
            thirds.invert();
            assert!(thirds.is_empty());
        }
    }

    #[test]
    fn numbers_come_and_go() {
        let mut bits = Bits::none(100);
        bits.insert(7);
        bits.insert(99);
        bits.remove(7);
        assert!(!bits.contains(7) && bits.contains(99));
        let mut even = Bits::of(100, |number| number % 2 == 0);
        even.and(&bits);
        assert!(even.is_empty());
    }
}
