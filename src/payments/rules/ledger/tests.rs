use proptest::prelude::*;

use super::*;

/// What can happen to an order.
#[derive(Debug, Clone)]
enum Event {
    Pays(Money),
    Expires,
    Cancelled,
    Completed,
    RefundOrdered(Money),
    RefundDone,
}

fn amount() -> impl Strategy<Value = Money> {
    (1i64..=200_000).prop_map(Money::from_bani)
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => amount().prop_map(Event::Pays),
        1 => Just(Event::Expires),
        1 => Just(Event::Cancelled),
        1 => Just(Event::Completed),
        2 => amount().prop_map(Event::RefundOrdered),
        1 => Just(Event::RefundDone),
    ]
}

fn happen(ledger: &mut Ledger, event: &Event) {
    match event {
        Event::Pays(amount) => {
            ledger.receive(*amount);
        }
        Event::Expires => ledger.expired = true,
        Event::Cancelled => {
            ledger.cancel();
        }
        Event::Completed => ledger.completed = true,
        Event::RefundOrdered(amount) => {
            let before = *ledger;
            if ledger.order_refund(*amount).is_err() {
                assert_eq!(*ledger, before);
            }
        }
        Event::RefundDone => ledger.refund_done(ledger.refund_ordered - ledger.refunded),
    }
}

proptest! {
    #[test]
    fn every_ban_is_accounted_for_whatever_happens(total in amount(), events in prop::collection::vec(event(), 0..12)) {
        let mut ledger = Ledger::owing(total);
        let mut paid_in = Money::ZERO;
        for event in &events {
            happen(&mut ledger, event);
            if let Event::Pays(amount) = event {
                paid_in = paid_in + *amount;
            }
            prop_assert_eq!(ledger.received, paid_in);
            prop_assert!(ledger.kept() <= total && ledger.kept() <= paid_in);
            prop_assert!(ledger.refund_due() >= Money::ZERO && ledger.refundable() >= Money::ZERO);
            prop_assert!(ledger.refunded <= ledger.refund_ordered && ledger.refund_ordered <= paid_in);
            prop_assert_eq!(
                ledger.kept() - ledger.fee_refund + ledger.refund_due() + ledger.refund_ordered, paid_in,
                "kept, due back and ordered back are all that came in"
            );
            prop_assert_eq!(ledger.status().is_waiting(), ledger.due() > Money::ZERO);
        }
    }

    #[test]
    fn payments_in_any_order_end_alike(
        total in amount(),
        (payments, shuffled) in prop::collection::vec(amount(), 1..6).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (mine, other) in (0usize..6, 0usize..6),
    ) {
        let run = |payments: &[Money], expires_after: usize| {
            let mut ledger = Ledger::owing(total);
            let mut settled = 0;
            for (n, amount) in payments.iter().enumerate() {
                ledger.expired |= n == expires_after.min(payments.len() - 1);
                settled += usize::from(ledger.receive(*amount).settles);
            }
            (ledger, ledger.status(), settled)
        };
        let (ledger, status, settled) = run(&payments, mine);
        prop_assert_eq!((ledger, status, settled), run(&shuffled, other));
        prop_assert_eq!(settled, usize::from(ledger.received >= total), "settled once, when all is paid");
    }

    #[test]
    fn money_for_a_cancelled_order_is_due_back_whenever_it_comes(total in amount(), amount in amount()) {
        let part = amount.min(total - Money::from_bani(1));
        let (mut before, mut after) = (Ledger::owing(total), Ledger::owing(total));
        prop_assume!(part > Money::ZERO);
        before.receive(part);
        prop_assert!(before.cancel());
        prop_assert!(after.cancel());
        prop_assert_eq!(after.receive(part), Counted { counted: Money::ZERO, settles: false });
        prop_assert_eq!(before, after);
        prop_assert_eq!((before.refund_due(), before.due()), (part, Money::ZERO));
    }
}

fn lei(lei: i64) -> Money {
    Money::from_bani(lei * 100)
}

#[test]
fn a_part_and_then_the_rest_is_paid() {
    let mut ledger = Ledger::owing(lei(3769));
    assert_eq!(ledger.receive(lei(3000)), Counted { counted: lei(3000), settles: false });
    assert_eq!((ledger.status(), ledger.due()), (OrderStatus::PartiallyPaid, lei(769)));
    assert_eq!(ledger.receive(lei(769)), Counted { counted: lei(769), settles: true });
    assert_eq!((ledger.status(), ledger.refund_due()), (OrderStatus::Paid, Money::ZERO));
}

#[test]
fn an_expired_order_is_reopened_by_its_money() {
    let mut ledger = Ledger { expired: true, ..Ledger::owing(lei(450)) };
    assert_eq!(ledger.status(), OrderStatus::Expired);
    assert!(ledger.receive(lei(450)).settles);
    assert_eq!(ledger.status(), OrderStatus::Paid);
}

#[test]
fn a_second_payment_is_due_back_and_leaves_the_order_paid() {
    let mut ledger = Ledger::owing(lei(450));
    ledger.receive(lei(450));
    assert_eq!(ledger.receive(lei(450)), Counted { counted: Money::ZERO, settles: false });
    assert_eq!((ledger.status(), ledger.refund_due()), (OrderStatus::Paid, lei(450)));
    ledger.order_refund(lei(450)).unwrap();
    assert_eq!((ledger.status(), ledger.refund_due()), (OrderStatus::Paid, Money::ZERO));
}

#[test]
fn a_refund_of_the_fee_shows_in_the_status_until_it_went_back() {
    let mut ledger = Ledger::owing(lei(450));
    assert_eq!(ledger.order_refund(lei(1)), Err(NoRefund::StillWaiting));
    ledger.receive(lei(450));
    assert_eq!(ledger.order_refund(lei(451)), Err(NoRefund::TooMuch));
    ledger.order_refund(lei(450)).unwrap();
    assert_eq!(ledger.status(), OrderStatus::Refunding);
    ledger.receive(lei(450));
    assert_eq!((ledger.status(), ledger.refund_due()), (OrderStatus::Refunding, lei(450)));
    ledger.refund_done(lei(450));
    assert_eq!(ledger.status(), OrderStatus::Refunded);
}
