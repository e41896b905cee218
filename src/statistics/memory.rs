//! What is kept in memory so that it need not be made again: weighed in bytes, and what nobody asked for the longest goes first.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use super::open::locked;
use crate::kernel::http::kept::Kept;

/// All that is kept weighs so much at most, in bytes: the program's goal is 150 MiB in all.
const MOST: usize = 32 << 20;
/// What a name and its place weigh, roughly.
const PLACE: usize = 256;

/// Answers by their names.
pub struct Memory {
    most: usize,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    answers: HashMap<String, (Arc<Kept>, u64)>,
    weight: usize,
    asked: u64,
}

impl Default for Memory {
    fn default() -> Self {
        Self { most: MOST, inside: Mutex::default() }
    }
}

impl Memory {
    /// An answer, if it is kept.
    pub fn get(&self, name: &str) -> Option<Arc<Kept>> {
        let mut inside = locked(&self.inside);
        inside.asked += 1;
        let now = inside.asked;
        inside.answers.get_mut(name).map(|(kept, asked)| {
            *asked = now;
            kept.clone()
        })
    }

    /// Keeps an answer, unless it alone weighs more than a quarter of all that may be kept.
    pub fn keep(&self, name: String, kept: &Arc<Kept>) {
        let weight = kept.weight() + name.len() + PLACE;
        if weight > self.most / 4 {
            return;
        }
        let mut inside = locked(&self.inside);
        inside.asked += 1;
        let now = inside.asked;
        if let Some((before, _)) = inside.answers.remove(&name) {
            inside.weight -= before.weight() + name.len() + PLACE;
        }
        if inside.weight + weight > self.most {
            inside.let_go(self.most / 2);
        }
        inside.weight += weight;
        inside.answers.insert(name, (kept.clone(), now));
    }

    /// Forgets everything.
    pub fn clear(&self) {
        *locked(&self.inside) = Inside::default();
    }
}

impl Inside {
    /// Lets go what was asked for the longest ago, until no more is left than this; so it is seldom sorted.
    fn let_go(&mut self, until: usize) {
        let mut by_age: Vec<(u64, String)> = self.answers.iter().map(|(name, (_, asked))| (*asked, name.clone())).collect();
        by_age.sort_unstable();
        for (_, name) in by_age {
            if self.weight <= until {
                return;
            }
            if let Some((gone, _)) = self.answers.remove(&name) {
                self.weight -= gone.weight() + name.len() + PLACE;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_asked_for_memory_stays_within_its_weight_and_what_is_asked_for_stays() {
        let memory = Memory { most: 100_000, ..Memory::default() };
        let answer = |size: usize| Arc::new(Kept::of_bytes(vec![0; size]).expect("an answer"));
        memory.keep("asked for".into(), &answer(1000));
        memory.keep("too large".into(), &answer(30_000));
        assert!(memory.get("too large").is_none());
        for nth in 0..500 {
            memory.keep(format!("answer {nth}"), &answer(2000));
            assert!(memory.get("asked for").is_some(), "{nth}");
            assert!(locked(&memory.inside).weight <= 100_000);
        }
        assert!(memory.get("answer 499").is_some() && memory.get("answer 0").is_none());
        memory.keep("answer 499".into(), &answer(10));
        let weight: usize =
            locked(&memory.inside).answers.iter().map(|(name, (kept, _))| kept.weight() + name.len() + PLACE).sum();
        assert_eq!(locked(&memory.inside).weight, weight);
        memory.clear();
        assert!(memory.get("asked for").is_none());
    }
}
