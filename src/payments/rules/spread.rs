//! What is left to pay line by line, so that the lines add up to what the order owes.

use crate::kernel::money::Money;

/// One line: what it asks for and what came in for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSums {
    /// What it asks for.
    pub amount: Money,
    /// What came in for it, as MPay divided the payments.
    pub received: Money,
}

/// What each line still asks for. A line that got too much helps the others, in their order; the sum is what the order owes.
pub fn remaining(lines: &[LineSums], due: Money) -> Vec<Money> {
    let mut left: Vec<Money> = lines.iter().map(|line| line.amount - line.received.min(line.amount)).collect();
    let mut over = left.iter().copied().sum::<Money>() - due;
    for part in &mut left {
        let helped = over.min(*part).max(Money::ZERO);
        *part = *part - helped;
        over = over - helped;
    }
    left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_left_adds_up_and_no_line_asks_for_more_than_its_amount(
            sums in prop::collection::vec((1i64..1000, 0i64..1500), 1..6),
        ) {
            let lines: Vec<LineSums> = sums
                .iter()
                .map(|(amount, received)| LineSums { amount: Money::from_bani(*amount), received: Money::from_bani(*received) })
                .collect();
            let total: Money = lines.iter().map(|line| line.amount).sum();
            let received: Money = lines.iter().map(|line| line.received).sum();
            let due = total - received.min(total);
            let left = remaining(&lines, due);
            prop_assert_eq!(left.iter().copied().sum::<Money>(), due);
            for (left, line) in left.iter().zip(&lines) {
                prop_assert!(*left >= Money::ZERO && *left <= line.amount);
            }
        }
    }

    #[test]
    fn a_cancelled_order_asks_for_nothing() {
        let lines = [LineSums { amount: Money::from_bani(5), received: Money::ZERO }; 2];
        assert_eq!(remaining(&lines, Money::ZERO), [Money::ZERO; 2]);
    }
}
