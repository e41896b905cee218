"""Has pySHACL judge what we publish as linked data: the catalogue of open data by dcat-ap.ttl, each semantic asset by skos.ttl.

usage: check.py URL     what the server says, in both its forms, and whether its links answer
       check.py --prove every rule of the shapes finds the fault that is planted for it
"""

import json
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from pyshacl import validate
from rdflib import DCAT, Graph
from rdflib.namespace import SH

HERE = Path(__file__).parent
PATIENCE = 60  # seconds until the first release is there


def shapes(name):
    return Graph().parse(HERE / f"{name}.ttl")


def judged(data, rules, **more):
    """What breaks a rule, as statements of a SHACL report."""
    return validate(data, shacl_graph=rules, ont_graph=rules, inplace=False, **more)[1]


def violations(report):
    for one in report.objects(None, SH.result):
        said = {key: report.value(one, key) for key in (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)}
        yield " ".join(str(value) for value in said.values() if value is not None)


class Server:
    """What is published at an address, and everything that is wrong with it."""

    def __init__(self, url):
        self.url, self.wrong = url.rstrip("/"), []

    def text(self, path):
        with urlopen(path if path.startswith("http") else f"{self.url}/api/v1/{path}", timeout=20) as answer:
            return answer.read().decode()

    def graph(self, path, rules):
        """Turtle and JSON-LD are the same statements, and they keep the rules."""
        turtle, linked = (Graph().parse(data=self.text(f"{path}?format={form}"), format=parser)
                          for form, parser in (("turtle", "turtle"), ("jsonld", "json-ld")))
        if set(turtle) != set(linked):
            self.wrong.append(f"{path}: Turtle and JSON-LD say different things: {sorted(set(turtle) ^ set(linked))[:3]}")
        self.wrong += (f"{path}: {one}" for one in violations(judged(turtle, rules)))
        return turtle

    def released(self):
        end = time.monotonic() + PATIENCE
        while not json.loads(self.text("datasets"))["datasets"]:
            if time.monotonic() > end:
                raise SystemExit("nothing was released: there is no catalogue to judge")
            time.sleep(1)

    def check(self):
        self.released()
        catalogue = self.graph("open-data-catalog", shapes("dcat-ap"))
        addresses = set(catalogue.objects(None, DCAT.downloadURL)) | set(catalogue.objects(None, DCAT.accessURL))
        for address in sorted(addresses):
            try:
                self.text(str(address))
            except OSError as error:
                self.wrong.append(f"{address}: {error}")
        listed = json.loads(self.text("semantic-assets?limit=200"))
        if listed.get("nextCursor"):
            self.wrong.append("there are more semantic assets than are looked at")
        rules = shapes("skos")
        assets = [self.graph(f"semantic-assets/{one['code']}", rules) for one in listed["assets"]]
        print(f"linked data: {len(catalogue)} statements of the catalogue, {len(addresses)} contents, {len(assets)} assets with "
              f"{sum(map(len, assets))} statements; {len(self.wrong)} wrong")
        return self.wrong


if __name__ == "__main__":
    if sys.argv[1:] == ["--prove"]:
        from prove import not_proved
        wrong = not_proved()
    elif len(sys.argv) == 2:
        wrong = Server(sys.argv[1]).check()
    else:
        raise SystemExit(__doc__)
    for line in wrong:
        print(line)
    sys.exit(bool(wrong))
