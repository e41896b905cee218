//! Numbers that a few gross days do not move: median, median deviation on the logarithm, quantiles.

/// Median and deviation of counts, on the logarithm: days differ by factors, not by sums.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// How many counts.
    pub days: usize,
    /// Of ln(1 + count).
    pub median: f64,
    /// 1.4826 times the median distance from the median: the standard deviation, were it normal. At least 0.2.
    pub deviation: f64,
}

/// Two equal days do not make a third one impossible.
const LEAST: f64 = 0.2;

impl Spread {
    /// Of counts.
    pub fn of(counts: impl IntoIterator<Item = u32>) -> Self {
        let mut logs: Vec<f64> = counts.into_iter().map(log).collect();
        let days = logs.len();
        let centre = median(&mut logs);
        let mut distances: Vec<f64> = logs.iter().map(|log| (log - centre).abs()).collect();
        Self { days, median: centre, deviation: (1.4826 * median(&mut distances)).max(LEAST) }
    }

    /// How many deviations a count lies above, after the shift of the day.
    pub fn deviations(&self, count: u32, shift: f64) -> f64 {
        (log(count) - shift - self.median) / self.deviation
    }

    /// The median as a count.
    pub fn usual(&self) -> f64 {
        self.median.exp_m1()
    }
}

/// ln(1 + count).
pub fn log(count: u32) -> f64 {
    f64::from(count).ln_1p()
}

/// The median; 0 of nothing.
pub fn median(values: &mut [f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which a part of all lies (nearest rank); 0 of nothing.
pub fn quantile(values: &mut [f64], part: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let rank = ((values.len() - 1) as f64 * part.clamp(0.0, 1.0)).round() as usize;
    let (_, value, _) = values.select_nth_unstable_by(rank, f64::total_cmp);
    *value
}

/// The mean; 0 of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_few_gross_days_move_it_little(counts in proptest::collection::vec(10_u32..40, 30..60), gross in 1000_u32..1_000_000) {
            let (calm, stirred) = (Spread::of(counts.clone()), Spread::of(counts.into_iter().chain([gross, gross])));
            prop_assert!((calm.median - stirred.median).abs() < 0.5);
            prop_assert!(stirred.deviations(gross, 0.0) > 3.0);
        }

        #[test]
        fn a_quantile_is_one_of_the_values_and_grows_with_its_part(mut values in proptest::collection::vec(0.0..100.0_f64, 1..50)) {
            let all = values.clone();
            let (low, high) = (quantile(&mut values, 0.2), quantile(&mut values, 0.9));
            prop_assert!(low <= high && all.contains(&low) && all.contains(&high));
        }
    }
}
