//! Reads indicators from files or from what was sent, and admits only what is sound. Every error names its file and line.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde_json::Value;

use super::indicator::Indicator;
use crate::services::rules::{
    check::Fault,
    lines::Lines,
    load::{LoadError, Source},
    schema,
};

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/statistics/indicators");

/// The indicators that are shipped inside the program.
pub fn shipped() -> Result<Vec<Indicator>, Vec<LoadError>> {
    let sources: Vec<Source> = SHIPPED
        .files()
        .map(|file| Source { file: file.path().display().to_string(), yaml: file.contents_utf8().unwrap_or("\u{0}").to_owned() })
        .collect();
    load(&sources)
}

/// Reads and checks a whole set of indicators.
pub fn load(sources: &[Source]) -> Result<Vec<Indicator>, Vec<LoadError>> {
    let (mut read, mut errors) = (Vec::<(&Source, Lines, Indicator)>::new(), Vec::new());
    for source in sources {
        let value: Value = match serde_saphyr::from_str(&source.yaml) {
            Ok(value) => value,
            Err(error) => {
                let line = error.location().map_or(1, |location| location.line().max(1));
                let message = error.without_snippet().to_string();
                errors.push(LoadError { file: source.file.clone(), line, pointer: String::new(), message });
                continue;
            }
        };
        let lines = Lines::of(&source.yaml);
        match definition(&value) {
            Ok(indicator) => read.push((source, lines, indicator)),
            Err(faults) => errors.extend(faults.into_iter().map(|fault| at(source, &lines, fault))),
        }
    }
    for (index, (source, lines, indicator)) in read.iter().enumerate() {
        let others = read[..index].iter().map(|(_, _, other)| other);
        errors.extend(among(indicator, others).into_iter().map(|fault| at(source, lines, fault)));
    }
    errors.sort();
    if errors.is_empty() { Ok(read.into_iter().map(|(_, _, indicator)| indicator).collect()) } else { Err(errors) }
}

fn at(source: &Source, lines: &Lines, fault: Fault) -> LoadError {
    LoadError { file: source.file.clone(), line: lines.at(&fault.pointer), pointer: fault.pointer, message: fault.message }
}

/// Admits an indicator: by its schema, its types and its own rules.
pub fn definition(value: &Value) -> Result<Indicator, Vec<Fault>> {
    static SCHEMA: LazyLock<Option<jsonschema::Validator>> = LazyLock::new(schema::validator::<Indicator>);
    let indicator: Indicator = schema::admitted(value, SCHEMA.as_ref())?;
    let faults = indicator.faults();
    if faults.is_empty() { Ok(indicator) } else { Err(faults) }
}

/// What is wrong with an indicator beside others.
pub fn among<'a>(indicator: &Indicator, others: impl IntoIterator<Item = &'a Indicator>) -> Vec<Fault> {
    let (mut faults, mut lengths) = (Vec::new(), Vec::new());
    for other in others {
        if other.code != indicator.code
            && indicator.open_period.is_some()
            && indicator.meets(other)
            && indicator.open_period != other.open_period
        {
            lengths.push(format!("`{}`", other.code));
        }
        if other.code == indicator.code {
            faults.push(Fault { pointer: "/code".into(), message: format!("`{}` is there already", other.code) });
        }
        if indicator.code != other.code && indicator.overlaps(other) {
            let message = format!(
                "it counts the same event as the open indicator `{}` and no filter keeps the two apart: their difference would show \
                 small numbers",
                other.code
            );
            faults.push(Fault { pointer: "/filter".into(), message });
        }
    }
    if !lengths.is_empty() {
        let message = format!(
            "open indicators count the same things for periods of another length ({}): where their events fall on the same day, the \
             difference would show small numbers",
            lengths.join(", ")
        );
        faults.push(Fault { pointer: "/openPeriod".into(), message });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../indicators/requests-registered.yaml");

    fn errors(yaml: &str) -> Vec<String> {
        let sources = [Source { file: "one.yaml".into(), yaml: yaml.to_owned() }];
        load(&sources).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_shipped_is_sound() {
        let shipped = shipped().unwrap_or_else(|errors| panic!("{errors:?}"));
        assert!(shipped.len() >= 8);
    }

    #[test]
    fn a_stock_and_a_mean_say_what_they_are_of() {
        let stock = include_str!("../indicators/requests-overdue.yaml");
        assert_eq!(errors(stock), Vec::<String>::new());
        let said = |yaml: &str, part: &str| {
            let wrong = errors(yaml);
            assert!(wrong.iter().any(|one| one.contains(part)), "{part}: {wrong:?}");
        };
        said(&stock.replace("until: [Decided, Closed]\n", ""), "says with which events one leaves it");
        said(&stock.replace("until: [Decided, Closed]", "until: [StruckOff]"), "StruckOff is no event of a Request");
        said(&stock.replace("measure: Stock\nuntil: [Decided, Closed]\n", ""), "Overdue is for stocks");
        said(&stock.replace("visibility: Authorised", "visibility: Open\nopenPeriod: Month"), "only a count can be open");
        said(
            &stock.replace("dimensions: [office, service, priority]", "dimensions: [office, service, state]"),
            "changes with what ends",
        );
        let mean = include_str!("../indicators/days-to-decision.yaml");
        said(&mean.replace("since: Registered\n", ""), "says since which event");
        said(&mean.replace("since: Registered", "since: Decided"), "another event of a Request");
        said(&GOOD.replace("event: Registered", "event: Registered\nsince: Submitted"), "says since which event");
    }

    #[test]
    fn documents_are_counted_for_officers_and_their_end_in_stocks_alone() {
        let issued = include_str!("../indicators/documents-issued.yaml");
        assert_eq!(errors(issued), Vec::<String>::new());
        let open = errors(&issued.replace("visibility: Authorised", "visibility: Open\nopenPeriod: Month"));
        assert!(open.len() == 1 && open[0].contains("documents follow from decisions"), "{open:?}");
        let ended = errors(&issued.replace("event: Issued", "event: Expired"));
        assert!(ended.len() == 1 && ended[0].contains("Expired is for stocks"), "{ended:?}");
    }

    #[test]
    fn what_is_wrong_is_named_with_file_and_line() {
        let line = |text: &str| GOOD.lines().position(|line| line.starts_with(text)).map_or(0, |at| at + 1);
        let wrong = errors(&GOOD.replace("event: Registered", "event: StruckOff"));
        assert_eq!(wrong, [format!("one.yaml:{}: StruckOff does not happen to a Request (/event)", line("event:"))]);
        let wrong = errors(&GOOD.replace("openPeriod: Month\n", ""));
        assert!(wrong[0].contains("an open indicator says for which length of period"), "{wrong:?}");
        let wrong = errors(&GOOD.replace("domain: AdmissionAndStay", "domain: Weather"));
        assert!(wrong[0].starts_with(&format!("one.yaml:{}: ", line("domain:"))), "{wrong:?}");
        let filtered = "event: Registered\nfilter:\n  - {dimension: priority, values: [Urgent, Fast]}";
        let wrong = errors(&GOOD.replace("event: Registered", filtered));
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].contains("`priority` is never `Fast`, but one of Normal, Urgent (/filter/0/values/1)"), "{wrong:?}");
        assert!(errors("code: [").len() == 1 && errors("code: x").len() >= 5, "every absence at once");
    }

    #[test]
    fn of_two_dimensions_that_say_the_same_everybody_sees_one() {
        let wrong = errors(&GOOD.replace("reserved: [purpose, kind]\n", ""));
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(wrong[0].contains("`purpose` says what `service` says"), "{wrong:?}");
        let wrong = errors(&GOOD.replace("reserved: [purpose, kind]", "reserved: [purpose, kind, kind, state]"));
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }

    #[test]
    fn what_was_released_binds_every_later_version_and_every_other_indicator() {
        let one = |yaml: &str| load(&[Source { file: "one.yaml".into(), yaml: yaml.into() }]).expect("an indicator").remove(0);
        let released = one(GOOD);
        let places =
            |yaml: &str| -> Vec<String> { one(yaml).faults_after(&released).into_iter().map(|fault| fault.pointer).collect() };
        assert_eq!(places(GOOD), Vec::<String>::new());
        assert_eq!(places(&GOOD.replace("openPeriod: Month", "openPeriod: Quarter")), ["/openPeriod"]);
        let filtered = "event: Registered\nfilter:\n  - {dimension: channel, values: [Counter]}";
        assert_eq!(places(&GOOD.replace("event: Registered", filtered)), ["/filter"]);
        assert_eq!(places(&GOOD.replace("reserved: [purpose, kind]", "reserved: [service, kind]")), ["/dimensions/1"]);
        assert_eq!(places(&GOOD.replace("code: requests-registered", "code: requests-other")), ["/filter"]);
        // What was hidden of a dimension is known to the release after it alone.
        let without = one(&GOOD.replace(" office,", "").replace("  - {rows: service, columns: office}\n", ""));
        let back: Vec<_> = released.faults_between(&without, &released).into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(back, ["/dimensions/3", "/tables/0"]);
        assert!(released.faults_between(&released, &without).is_empty());
        let closed = GOOD.replace("openPeriod: Month\n", "").replace("Open\n", "Authorised\n");
        assert_eq!(places(&closed.replace("reserved: [purpose, kind]\n", "")), Vec::<String>::new());
    }

    #[test]
    fn two_open_indicators_cannot_be_subtracted_from_each_other() {
        let other = GOOD.replace("code: requests-registered", "code: requests-registered-again");
        let sources = [("one.yaml", GOOD), ("two.yaml", other.as_str())]
            .map(|(file, yaml)| Source { file: file.into(), yaml: yaml.into() });
        let wrong = load(&sources).expect_err("an overlap");
        assert!(wrong[0].message.contains("keeps the two apart"), "{wrong:?}");
        // By another event they may be counted too, but for the same length of period: a service that is decided at once has the same figures.
        let decided = other.replace("event: Registered", "event: Decided");
        let both = |yaml: &str| {
            let sources =
                [("one.yaml", GOOD), ("two.yaml", yaml)].map(|(file, yaml)| Source { file: file.into(), yaml: yaml.into() });
            load(&sources).err().map(|wrong| wrong[0].message.clone())
        };
        assert_eq!(both(&decided), None);
        let quarterly = both(&decided.replace("openPeriod: Month", "openPeriod: Quarter")).expect("a fault");
        assert!(quarterly.contains("periods of another length"), "{quarterly}");
    }
}
