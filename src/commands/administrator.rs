//! `migratie administrator`: names the first administrator of an installation; every other is named over the API.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use clap::Subcommand;

use crate::{
    access::{
        policy::Role,
        store::{
            self,
            users::{self, AccountChange, NewAccount},
        },
        subdivisions,
    },
    config::Settings,
    kernel::{
        clock::Clock,
        identifiers::Idnp,
        keys::KeyRing,
        problem::{Kind, Problem},
    },
    platform::{self, Platform},
    serve,
};

/// What can be done with administrators.
#[derive(Debug, Subcommand)]
pub enum AdministratorCommand {
    /// Name the first administrator. Refused where there is one already: that one names the others, which is journalled under their name.
    Add {
        /// Their IDNP, by which MPass names them.
        #[arg(long)]
        idnp: String,
        /// Surname and given name, as acts give them.
        #[arg(long)]
        name: String,
    },
}

/// Does it and says what was done.
pub fn run(settings: &Settings, keys: Arc<KeyRing>, command: &AdministratorCommand) -> anyhow::Result<String> {
    let AdministratorCommand::Add { idnp, name } = command;
    let database = serve::database(settings)?;
    let platform = platform::assemble(settings, &database.url, Clock::system(), keys)?;
    add(&platform, idnp, name)?;
    Ok("the administrator can sign in through MPass".to_owned())
}

/// Names the first administrator.
pub fn add(platform: &Platform, idnp: &str, name: &str) -> anyhow::Result<()> {
    let idnp = Idnp::parse(idnp).map_err(|wrong| anyhow!("--idnp: {wrong}"))?;
    anyhow::ensure!((1..=200).contains(&name.trim().chars().count()), "--name: 1 to 200 characters");
    let name = name.trim().to_owned();
    let done = platform.door.by_system_here("addFirstAdministrator", |unit| {
        subdivisions::load(unit.conn, unit.now)?;
        let wanted = users::Wanted { role: Some(Role::Administrator), status: Some("Active"), ..users::Wanted::default() };
        if !users::page(unit, &wanted, None, 1)?.is_empty() {
            return Err(Problem::new(Kind::ALREADY_EXISTS));
        }
        let account = match users::by_login_for_change(unit, idnp.expose())? {
            Some(known) => {
                let change = AccountChange {
                    kind: Some("Officer".into()),
                    display_name: Some(name.clone()),
                    status: Some("Active".into()),
                    ..AccountChange::default()
                };
                users::change(unit, known.id, &change)?
            }
            None => users::insert(
                unit,
                &NewAccount { kind: "Officer", login: idnp.expose(), display_name: &name, jwks: None, scopes: None },
            )?,
        };
        store::give_role(unit.conn, unit.now, account.id, Role::Administrator, None)?;
        unit.wrote("Account", crate::kernel::id::write("acc", account.id));
        Ok(())
    });
    match done {
        Err(problem) if problem.code() == Kind::ALREADY_EXISTS.code => {
            Err(anyhow!("there is an administrator already, who names the others"))
        }
        done => done.context("the database refused"),
    }
}
