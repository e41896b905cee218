//! What looks like chance and is the same in every run: each thing has dice of its own, thrown in a fixed order, so that batches can be
//! made in any order, by several connections, and again after an interruption.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What is made; part of its dice and of its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person = 1,
    /// A document of another state.
    ForeignDocument,
    /// An address.
    Address,
    /// An account.
    Account,
    /// A power of representation.
    Representation,
    /// A request.
    Request,
    /// An event of a request's timeline.
    Event,
    /// A document issued.
    Document,
}

/// An id in the form of version 7: things made later sort later. Nothing else has the same one, since kind and number are in it.
pub fn id(kind: Kind, at: DateTime<Utc>, number: u64) -> Uuid {
    let milliseconds = u128::from(u64::try_from(at.timestamp_millis()).unwrap_or_default());
    Uuid::from_u128((milliseconds << 80) | (0x7 << 76) | (0x8000 | kind as u128) << 48 | u128::from(number & 0xffff_ffff_ffff))
}

/// The dice of one thing (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// The dice of the so-manieth thing of a kind.
    pub fn of(kind: Kind, number: u64) -> Self {
        Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (kind as u64).wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    /// Sixty-four bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, excluded.
    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end.max(1)
    }

    /// From 0 to 1.
    pub fn fraction(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len() as u64) as usize]
    }

    /// One of several, as often as its weight says.
    pub fn weighted<'a, T>(&mut self, among: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
        let mut left = self.below(among.iter().map(&weight).sum());
        among
            .iter()
            .find(|one| {
                let here = left < weight(one);
                left = left.saturating_sub(weight(one));
                here
            })
            .unwrap_or(&among[0])
    }

    /// A rank from 0 to `end`, excluded, as ranks of surnames are spread: a few are common, most are rare.
    pub fn rank(&mut self, end: u64) -> u64 {
        const HEAD: f64 = 30.0;
        let ends = (end as f64 + HEAD).ln() - HEAD.ln();
        (((HEAD.ln() + self.fraction() * ends).exp() - HEAD) as u64).min(end.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_has_the_same_dice_and_a_later_one_a_later_id() {
        let at: DateTime<Utc> = "2024-05-06T07:08:09Z".parse().expect("an instant");
        assert_eq!(Dice::of(Kind::Person, 7).bits(), Dice::of(Kind::Person, 7).bits());
        assert_ne!(Dice::of(Kind::Person, 7).bits(), Dice::of(Kind::Request, 7).bits());
        assert!(id(Kind::Person, at, 2) > id(Kind::Person, at, 1));
        assert!(id(Kind::Person, at + chrono::Duration::seconds(1), 0) > id(Kind::Account, at, 9));
        assert_eq!(id(Kind::Event, at, 1).get_version_num(), 7);
        let common = (0..1000).filter(|n| Dice::of(Kind::Person, *n).rank(100_000) < 100).count();
        assert!((100..300).contains(&common), "{common} of 1000 have one of the 100 commonest names");
    }
}
