//! Rules by cases, for roles whose persons have cases: much without a case in a day, and a little each day for weeks.

use super::{
    day::Day,
    found::{Figures, Finding, Kind, entries, least},
    policy::Policy,
    usual::Usual,
    volume::Volume,
};

/// Many persons without a case in a day.
pub fn without_case(day: &Day, volume: &Volume, usual: &Usual<'_>, policy: &Policy) -> Option<Finding> {
    let (rule, role, own) = (&policy.without_case, usual.role, &usual.own);
    // A role of which nothing is known says nothing.
    if volume.alone < rule.persons || role.seen.days < policy.usual.own as usize {
        return None;
    }
    // Half the shift: what is usual at most has busy days in it already.
    let shift = (role.shift / 2.0).exp();
    let has_own = own.seen.days >= policy.usual.own as usize;
    let score_of = |alone: u32| {
        let beside = |most: f64| f64::from(alone) / (most * shift).max(1.0);
        let of_role = beside(role.alone);
        let of_own = if has_own { beside(own.alone) } else { of_role };
        // The mean of both, so that one who has many is judged by the role, and one who has few by themselves; above each in any case.
        if of_role > 1.0 && of_own > 1.0 { (of_role * of_own).sqrt() / rule.times } else { 0.0 }
    };
    let score = score_of(volume.alone);
    (score >= 1.0).then(|| Finding {
        kind: Kind::WithoutCase,
        score,
        figures: Figures {
            seen: f64::from(volume.alone),
            role: Some(role.alone * shift),
            own: has_own.then_some(own.alone * shift),
            limit: least(rule.persons, volume.alone, |alone| score_of(alone) >= 1.0),
        },
        person: None,
        entries: entries(day, |seen| !seen.case),
    })
}

/// A little more without a case each day, for weeks: told once for its days.
pub fn drip(day: &Day, volume: &Volume, usual: &Usual<'_>, policy: &Policy) -> Option<Finding> {
    let (rule, role, own) = (&policy.drip, usual.role, &usual.own);
    let told = usual.last_drip.is_some_and(|last| (day.date - last).num_days() < i64::from(rule.days));
    if told || own.lately.len() < rule.worked as usize || role.accounts == 0 {
        return None;
    }
    let has_own = own.alone_days >= policy.usual.own as usize;
    let usually = if has_own { own.alone_mean.max(0.6 * role.alone_mean) } else { role.alone_of_most };
    // A season or a campaign raises it for the role and for the account; for the role alone it excuses nobody.
    let growth = if has_own { role.alone_growth.min(own.growth) } else { role.alone_growth };
    let expected = usually * growth;
    // A single gross day is no drip.
    let most = 3.0 * expected + 6.0;
    let days = own.lately.len() as f64;
    let sum: f64 = own.lately.iter().map(|count| f64::from(*count).min(most)).sum();
    let above = own.lately.iter().filter(|count| f64::from(**count) > expected).count() as f64;
    // Counts of people who come by themselves vary twice as much as chance alone; and the mean is known only so well.
    let deviation = (2.0 * days * expected + days).sqrt();
    let score_of = |sum: f64| {
        let excess = sum - days * expected;
        (excess / deviation / rule.deviations)
            .min(sum / (days * expected).max(1.0) / rule.times)
            .min(excess / f64::from(rule.persons))
            .min(above / days * 100.0 / f64::from(rule.steady.max(1)))
    };
    let score = score_of(sum);
    // A day above the bound counts as the bound, which need not be whole.
    let whole = sum.ceil();
    (score >= 1.0 && f64::from(volume.alone) > expected).then(|| Finding {
        kind: Kind::SlowCollection,
        score,
        figures: Figures {
            seen: whole,
            role: Some(role.alone_mean * growth * days),
            own: has_own.then_some(own.alone_mean * growth * days),
            limit: least(rule.persons, whole as u32, |sum| score_of(f64::from(sum)) >= 1.0),
        },
        person: None,
        entries: entries(day, |seen| !seen.case),
    })
}
