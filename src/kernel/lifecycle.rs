//! A lifecycle as one table: which action, from which states, to which, by whose hand, under which conditions, and what follows of itself. The
//! states, actions, guards and effects are each room's own; whatever is not in the table cannot be done.

/// A line of the table.
#[derive(Debug)]
pub struct Line<S: 'static, A, G: 'static = (), E: 'static = ()> {
    /// What is done.
    pub action: A,
    /// From where.
    pub from: &'static [S],
    /// To where; none where the state stays.
    pub to: Option<S>,
    /// The permission it needs; none where only the system does it.
    pub permission: Option<&'static str>,
    /// What must hold besides the state.
    pub guards: &'static [G],
    /// What follows of itself, in this order.
    pub effects: &'static [E],
}

/// The table.
#[derive(Debug)]
pub struct Lifecycle<S: 'static, A: 'static, G: 'static = (), E: 'static = ()>(pub &'static [Line<S, A, G, E>]);

impl<S: Copy + PartialEq, A: Copy + PartialEq, G, E> Lifecycle<S, A, G, E> {
    /// The line of an action.
    pub fn line(&self, action: A) -> Option<&'static Line<S, A, G, E>> {
        self.0.iter().find(|line| line.action == action)
    }

    /// Where an action leads from a state; `None` where it cannot be done there.
    pub fn after(&self, action: A, state: S) -> Option<S> {
        let line = self.line(action)?;
        line.from.contains(&state).then(|| line.to.unwrap_or(state))
    }

    /// The actions that the table has for a state, the system's own apart.
    pub fn possible(&self, state: S) -> impl Iterator<Item = &'static Line<S, A, G, E>> + use<S, A, G, E> {
        self.0.iter().filter(move |line| line.permission.is_some() && line.from.contains(&state))
    }
}

/// What holds of every lifecycle: each state is reached from where things begin, and can end; nothing happens after the end; an action stands in
/// the table once.
#[cfg(test)]
pub fn assert_sound<S: Copy + Ord + std::fmt::Debug, A: Copy + PartialEq + std::fmt::Debug, G, E>(
    lifecycle: &Lifecycle<S, A, G, E>,
    all: &[S],
    beginnings: &[S],
    is_final: impl Fn(S) -> bool,
) {
    use std::collections::BTreeSet;

    let reached_from = |starts: &[S]| {
        let (mut seen, mut open) = (starts.iter().copied().collect::<BTreeSet<_>>(), starts.to_vec());
        while let Some(state) = open.pop() {
            for line in lifecycle.0.iter().filter(|line| line.from.contains(&state)) {
                let next = line.to.unwrap_or(state);
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        seen
    };
    let reached = reached_from(beginnings);
    for state in all {
        assert!(reached.contains(state), "{state:?} is never reached");
        assert!(reached_from(&[*state]).into_iter().any(&is_final), "{state:?} cannot end");
    }
    for (index, line) in lifecycle.0.iter().enumerate() {
        assert!(line.from.iter().all(|state| !is_final(*state)), "{:?} happens after the end", line.action);
        assert!(lifecycle.0[..index].iter().all(|other| other.action != line.action), "{:?} stands twice", line.action);
    }
}
