//! Whole numbers of any size, as far as comparing totals needs them.
//!
//! A total is a sum of fractions with different denominators. Brought to one denominator they do
//! not fit any integer of the machine, and rounding them could make a tie or miss one.

use std::cmp::Ordering;

/// A whole number, not negative: its digits to the base 2³², the lowest first, no zero last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole(Vec<u32>);

impl Whole {
    pub fn plus(&self, other: &Whole) -> Whole {
        let mut sum = Vec::with_capacity(self.0.len().max(other.0.len()) + 1);
        let mut carry = 0;
        for place in 0..self.0.len().max(other.0.len()) {
            let digit = |number: &Whole| u64::from(number.0.get(place).copied().unwrap_or(0));
            carry += digit(self) + digit(other);
            sum.push(carry as u32);
            carry >>= 32;
        }
        sum.push(carry as u32);
        Whole::trimmed(sum)
    }

    pub fn times(&self, other: &Whole) -> Whole {
        let mut product = vec![0u32; self.0.len() + other.0.len() + 1];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0u64;
            for (j, b) in other.0.iter().enumerate() {
                carry += u64::from(*a) * u64::from(*b) + u64::from(product[i + j]);
                product[i + j] = carry as u32;
                carry >>= 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        Whole::trimmed(product)
    }

    fn trimmed(mut digits: Vec<u32>) -> Whole {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Whole(digits)
    }
}

impl From<u64> for Whole {
    fn from(number: u64) -> Self {
        Whole::trimmed(vec![number as u32, (number >> 32) as u32])
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked with the machine's own 128 bits beside it.
    #[test]
    fn sums_and_products_are_exact() {
        let numbers = [0, 1, 7, u64::from(u32::MAX), 1 << 32, 999_999_999_999, u64::MAX];
        let wide = |number: u128| {
            let high = Whole::from((number >> 64) as u64);
            let base = Whole::from(1 << 32).times(&Whole::from(1 << 32));
            high.times(&base).plus(&Whole::from(number as u64))
        };
        for a in numbers {
            for b in numbers {
                let (x, y) = (Whole::from(a), Whole::from(b));
                assert_eq!(x.times(&y), wide(u128::from(a) * u128::from(b)));
                assert_eq!(x.plus(&y), wide(u128::from(a) + u128::from(b)));
                assert_eq!(x.cmp(&y), a.cmp(&b));
            }
        }
    }

    #[test]
    fn a_difference_of_one_shows_in_forty_digits() {
        let big = Whole::from(u64::MAX).times(&Whole::from(u64::MAX));
        assert!(big < big.plus(&Whole::from(1)));
        assert_eq!(big.plus(&Whole::from(0)), big);
    }
}
