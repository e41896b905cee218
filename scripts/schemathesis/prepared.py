"""Calls that journeys have prepared (prepare.sh): each would succeed as it stands, once."""

import base64
import json
import re
from collections import defaultdict
from pathlib import Path

from records import ID


class Call:
    def __init__(self, line):
        kept = self.kept = json.loads(line)
        self.operation = kept["operationId"]
        self.path = kept["path"]
        self.query = kept["query"]
        self.headers = kept["headers"]
        self.changes = kept["method"] != "GET"
        self.made = kept.get("made", False)
        # Whom the sandbox does not know, a journey has signed in itself: then it is their token.
        self.who = kept.get("persona") or self.headers.get("authorization")
        self.media_type = self.headers.get("content-type")
        self.sent = base64.b64decode(kept["body"])
        self.body = json.loads(self.sent) if self.sent and "json" in (self.media_type or "") else self.sent
        self.values = set()  # of the variables of its path

    @property
    def spent(self):
        """A reading can be made again, a change cannot."""
        return self.changes and self.made

    def names(self, template):
        """What its address gives the variables of the path."""
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
        return re.fullmatch(pattern, self.path).groupdict()


class Prepared:
    def __init__(self, file):
        self.file = Path(file) if file else None
        lines = self.file.read_text(encoding="utf-8").splitlines() if file else []
        self.calls = [Call(line) for line in lines]
        self.by_operation = defaultdict(list)
        for call in self.calls:
            self.by_operation[call.operation].append(call)

    def of(self, operation):
        return self.by_operation[operation]

    def answered(self, operation, values):
        """So the prepared calls that would do the same to the same record are made."""
        for call in self.of(operation):
            call.made = call.made or call.values == values

    def waiting(self, operation):
        """The calls of other operations that are still to be made: a change, or a reading of what a change could take away."""
        return [call for call in self.calls if not call.made and call.operation != operation and call.values]

    def reserved(self, operation):
        """Ids that they wait for."""
        return {value for call in self.waiting(operation) for value in call.values if ID.match(value)}

    def is_reserved(self, operation, values):
        """Does one of them wait for the very record? It may have a code and no id."""
        return any(call.values <= values for call in self.waiting(operation))

    def write(self):
        """Tells the next run what is made."""
        if self.file:
            self.file.write_text("".join(json.dumps({**call.kept, "made": call.made}) + "\n" for call in self.calls), encoding="utf-8")
