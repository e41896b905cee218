//! What a request costs: exactly the lines in force on its day.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    classifier::Classifiers,
    definition::ServiceDefinition,
    tariff::{Dated, FeeKind, FeeLine, Priority},
    values::whole,
};
use crate::kernel::{money::Money, text::Text};

/// A line of an order. Its sum is `amount` times `quantity`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderLine {
    /// Code of the fee.
    pub code: String,
    /// The reason.
    pub reason: Text,
    /// Whom it goes to.
    pub kind: FeeKind,
    /// The amount of one.
    pub amount: Money,
    /// How many; one unless the fee is owed for each item of a group.
    pub quantity: u32,
}

impl OrderLine {
    /// The line's sum.
    pub fn sum(&self) -> Money {
        Money::from_bani(self.amount.bani() * i64::from(self.quantity))
    }
}

/// The lines owed for these answers at this priority on this day. A fee whose amount is not public and not set yields no
/// line: what has no known amount is not asked for.
pub fn order_lines(
    definition: &ServiceDefinition,
    answers: &Map<String, Value>,
    priority: Priority,
    classifiers: &Classifiers,
    day: NaiveDate,
) -> Vec<OrderLine> {
    let scope = whole(answers, classifiers, day);
    let owed = |fee: &&FeeLine| {
        fee.in_force(day)
            && fee.priorities.contains(&priority)
            && fee.when.as_ref().is_none_or(|condition| condition.holds(&scope))
    };
    let line = |fee: &FeeLine| {
        let quantity = match &fee.per_item_of {
            Some(group) => u32::try_from(answers.get(group)?.as_array()?.len()).ok()?,
            None => 1,
        };
        let (code, reason) = (fee.code.clone(), fee.reason.clone());
        (quantity > 0).then_some(OrderLine { code, reason, kind: fee.kind, amount: fee.amount?, quantity })
    };
    definition.fees.iter().filter(owed).filter_map(line).collect()
}
