"""Schemathesis signed in as one persona of the sandbox, or as whoever may (`anybody`), calling the way a good client does.

MIGRATIE_PERSONA names the persona, MIGRATIE_URL the server, MIGRATIE_CALLS the calls that journeys have prepared, MIGRATIE_REACHED the
file for the tally of answers. What these hooks put into a generated call that is valid:
a fresh Idempotency-Key (an example's key would be spent after one call), the record's own ETag as If-Match, and ids of records
that exist, and have not refused this operation, in place of made-up ids. Calls with a planted fault, which test refusals, are left as they are.
The prepared calls are examples beside those of the contract. `anybody` is, for each operation, whom its prepared call names.
"""

import atexit
import json
import os
import re
import sys
import threading
import uuid
from collections import Counter, defaultdict
from pathlib import Path

import requests
import schemathesis
import yaml
from schemathesis.auths import AuthContext, set_on_case
from schemathesis.generation.meta import TestPhase

sys.path.insert(0, str(Path(__file__).parent))
from callers import Callers  # noqa: E402
from prepared import Prepared  # noqa: E402
from records import ID, Records  # noqa: E402

URL = os.environ["MIGRATIE_URL"]
PERSONA = os.environ["MIGRATIE_PERSONA"]
ANYBODY = PERSONA == "anybody"
KEY = re.compile(r"^[!-~]{8,128}$")
ETAG = re.compile(r'^"[^"]+"$')

reached: dict[str, Counter] = defaultdict(Counter)
lock = threading.Lock()
session = requests.Session()
callers = Callers(URL)
records = Records()
prepared = Prepared(os.environ.get("MIGRATIE_CALLS", ""))
as_prepared = {}  # id of a case: the prepared call that it makes
personas = set()  # ids of the personas' own accounts, which nobody may change under them


def operation_id(case):
    return (case.operation.definition.raw or {}).get("operationId", case.operation.label)


def who_calls(case):
    """The persona of this run; as anybody whom journeys let call the operation, or who has least to say."""
    if not ANYBODY:
        return PERSONA
    if call := as_prepared.get(case.id):
        return call.who or "applicant"
    return next((call.who for call in prepared.of(operation_id(case)) if call.who), "applicant")


@schemathesis.auth(refresh_interval=0, cache_by_key=lambda case, context: who_calls(case))
class Authorization:
    """Signed anew, and the call made again, where a session was over (401): some operations end sessions."""

    def get(self, case, context):
        with lock:
            return callers.header(who_calls(case))

    def set(self, case, data, context):
        case.headers["Authorization"] = data


@schemathesis.hook
def before_add_examples(context, examples):
    """The prepared calls of the operation, as they stand where they are still to be made by this caller, otherwise with ids of other records."""
    operation = context.operation
    for call in prepared.of((operation.definition.raw or {}).get("operationId")):
        headers = {name: value for name, value in call.headers.items() if name not in ("authorization", "content-type")}
        needed = {parameter.name for parameter in operation.headers if parameter.is_required}
        if "Idempotency-Key" in needed:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        body = {"body": call.body, "media_type": call.media_type} if call.sent else {}
        case = operation.Case(path_parameters=call.names(operation.path), query=dict(call.query), headers=headers, **body)
        if ANYBODY or call.who == PERSONA:
            as_prepared[case.id] = call
        set_on_case(case, AuthContext(operation=operation, app=None), None)
        examples.append(case)


def is_valid(case):
    """Was the whole call generated as a valid one? Calls with a planted fault are sent as they are."""
    return case.meta is None or all(part.mode.is_positive for part in (case.meta.generation, *case.meta.components.values()))


def record_address(case):
    """The nearest record on the path that can be read: of /a/{aId}/b the address of /a/{aId}."""
    raw = case.operation.schema.raw_schema
    steps = case.path.split("/")
    for end in range(len(steps), 0, -1):
        path = "/".join(steps[:end])
        if (path.endswith("}") or path.endswith("/current")) and "get" in raw["paths"].get(path, {}):
            return path.format_map(defaultdict(str, case.path_parameters or {}))
    return None


def ids(case):
    return [value for value in (case.path_parameters or {}).values() if ID.match(str(value))]


def steer(case):
    """Ids of records that exist, rather such as admit the operation, and none that another prepared call waits for."""
    who, name = who_calls(case), operation_id(case)
    taken = prepared.reserved(name) | personas if case.method.upper() != "GET" else set()
    if case.path_parameters:
        bounds = case.meta is not None and case.meta.phase.name == TestPhase.COVERAGE
        chosen = records.address(who, name, case.path_parameters, taken, bounds)
        for key, value in chosen.items():
            if value != case.path_parameters[key]:
                case.path_parameters[key] = value
    if isinstance(case.body, (dict, list)) and (chosen := records.existing(who, case.body)) != case.body:
        case.body = chosen


@schemathesis.hook
def before_call(context, case, kwargs):
    # Signed here for a case that waited: its token may be over. A header that is not ours tests what a wrong one does.
    if (case.headers or {}).get("Authorization") in callers.issued:
        with lock:
            case.headers["Authorization"] = callers.header(who_calls(case))
    if not is_valid(case):
        return
    if case.id not in as_prepared or as_prepared[case.id].spent:
        with lock:
            steer(case)
    headers = case.headers or {}
    if KEY.match(str(headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if ETAG.match(str(headers.get("If-Match", ""))) and (address := record_address(case)):
        signed = {name: headers[name] for name in ("Authorization", "Legal-Basis", "Legal-Reason") if name in headers}
        answer = session.get(URL + requests.utils.requote_uri(address), headers=signed, timeout=20)
        if "ETag" in answer.headers:
            case.headers["If-Match"] = answer.headers["ETag"]


@schemathesis.hook
def after_call(context, case, response):
    name, who, address = operation_id(case), who_calls(case), ids(case)
    sent = (case.headers or {}).get("Authorization")
    with lock:
        reached[name][response.status_code] += 1
        if is_valid(case):
            records.answered(name, address, response.status_code)
        if response.status_code == 401 and sent in callers.issued:
            callers.refused(sent)
        if 200 <= response.status_code < 300:
            prepared.answered(name, address)
            for variable, value in (case.path_parameters or {}).items():
                records.name(variable, value)
            if "json" in str(response.headers.get("content-type", "")):
                try:
                    records.remember(who, json.loads(response.content), address)
                except ValueError:
                    pass  # the schema check will say so


# Faults that no schema can express (a check digit, an end before its start): a 400 that names only these is no finding.
RULES = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 400:
        return True
    if not is_valid(case):  # Schemathesis may call a case valid whose headers it marks as faulty itself
        return False
    try:
        problem = json.loads(response.content)
        found = [(violation.get("code"), violation.get("pointer", "")) for violation in problem.get("violations", [])]
    except (ValueError, AttributeError):
        return True
    if not found:
        return str(problem.get("type", "")).rsplit("/", 1)[-1] not in RULES["problems"]
    return not all(is_rule(code, pointer) for code, pointer in found)


def is_rule(code, pointer):
    """Does it name a rule of the field, not what the schema should have said?"""
    if code not in RULES["schema"]:
        return True
    places = (name.split("@", 1)[1] for name in RULES["rules"] if name.startswith(f"{code}@"))
    return any(re.search(rf"(^|/){re.escape(place)}(/|$)", pointer) for place in places)


@schemathesis.hook
def after_load_schema(context, schema):
    """Reads every list once, so that ids of records that exist are known from the start."""
    paths = schema.raw_schema.get("paths", {})
    for call in prepared.calls:
        for path, item in paths.items():
            if (item.get(call.kept["method"].lower()) or {}).get("operationId") == call.operation:
                for name, value in call.names(path).items():
                    records.name(name, value)
    people = {call.who for call in prepared.calls if call.who}
    personas.update(callers.account(who) for who in people)
    for who in people if ANYBODY else {PERSONA}:
        headers = {"Authorization": callers.header(who), "Legal-Basis": os.environ.get("LEGAL_BASIS", "LAW-200-2010-EXAMINATION"), "Legal-Reason": "conformance"}
        for path, item in paths.items():
            if "get" in item and "{" not in path:
                answer = session.get(URL + path, headers=headers, timeout=20)
                if answer.ok and "json" in answer.headers.get("Content-Type", ""):
                    records.remember(who, answer.json())


@atexit.register
def tally():
    target = Path(os.environ["MIGRATIE_REACHED"])
    target.parent.mkdir(parents=True, exist_ok=True)
    counts = {name: {str(status): count for status, count in sorted(statuses.items())} for name, statuses in sorted(reached.items())}
    target.write_text(json.dumps({"persona": PERSONA, "operations": counts}, indent=2) + "\n", encoding="utf-8")
    prepared.write()
