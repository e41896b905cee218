"""Proves that each rule of the shapes can fail: for every constraint a fault of its own is planted in a sample that is right otherwise.

The faults follow from the shapes (what is asked for at least once is taken away, ...), so that a new rule is proven without more ado; a
constraint of a kind that is not known here, or of which the sample has no case, is not proved.
"""

from rdflib import RDF, BNode, Graph, Literal, URIRef, XSD
from rdflib.namespace import SH

from check import HERE, judged, shapes

SAMPLES = HERE.parent / "tests" / "sample"
FAULT, OTHER = URIRef("urn:igm:shape:fault"), URIRef("urn:other")
SAID = {SH.path, SH.targetClass, SH.property, SH.ignoredProperties, SH.message, RDF.type}
NO_KIND = {SH.IRI: Literal("no address"), SH.Literal: OTHER}


def more_of(data, value, many):
    """So many further values like this one."""
    for nth in range(many):
        another = URIRef(f"{value}/{nth}") if isinstance(value, URIRef) else \
            Literal(nth, datatype=value.datatype, normalize=False) if value.datatype else Literal(f"{value} {nth}", lang=value.language)
        for kind in data.objects(value, RDF.type):
            data.add((another, RDF.type, kind))
        yield another


def spoilt(sample, focus, path, inverse, kind, asked):
    """The sample with a fault against one constraint of a property; None where no fault is known for such."""
    data = Graph() + sample
    ends = lambda value: (value, path, focus) if inverse else (focus, path, value)
    values = list(data.subjects(path, focus) if inverse else data.objects(focus, path))

    def replaced(*others):
        for value in values:
            data.remove(ends(value))
        for other in others:
            data.add(ends(other))
        return data

    def added(*others):
        for other in others:
            data.add(ends(other))
        return data

    if kind == SH.minCount:
        return replaced(*values[:int(asked) - 1])
    if kind == SH.maxCount:
        return added(*more_of(data, values[0], int(asked)))
    if kind == SH.nodeKind:
        return replaced(NO_KIND[asked])
    if kind == SH["class"]:
        return added(OTHER)
    if kind in (SH.datatype, SH["or"]):
        return replaced(Literal("x", datatype=XSD.token))
    if kind == SH.uniqueLang:
        return added(Literal("the same language again", lang=values[0].language))
    if kind == SH.languageIn:
        return added(Literal("no language of ours", lang="de"))
    if kind == SH.disjoint:
        data.add((focus, asked, values[0]))
        return data
    return None


def spoilt_thing(sample, rules, shape, kind, asked):
    """The same for a constraint on a thing as a whole."""
    data, target = Graph() + sample, rules.value(shape, SH.targetClass)
    if kind == SH.closed:
        data.add((focus_of(sample, rules, shape), OTHER, Literal("x")))
    elif kind == SH.nodeKind:
        data.add((BNode(), RDF.type, target))
    elif kind == SH["class"]:
        data.remove((focus_of(sample, rules, shape), RDF.type, asked))
    elif kind == SH["not"]:
        data.add((focus_of(sample, rules, shape), RDF.type, rules.value(asked, SH["class"])))
    elif kind == SH.sparql:
        prefixes = "".join(f"@prefix {name}: <{at}> .\n" for name, at in sample.namespaces())
        data.parse(data=prefixes + str(rules.value(asked, FAULT)), format="turtle")
    else:
        return None
    return data


def focus_of(sample, rules, shape, path=None, inverse=False):
    """Something of the sample that the shape speaks of, with the property if one is named."""
    from rdflib import RDFS
    target = rules.value(shape, SH.targetClass)
    kinds = [target, *rules.subjects(RDFS.subClassOf, target)]
    things = [thing for kind in kinds for thing in sorted(sample.subjects(RDF.type, kind))]
    has = lambda thing: path is None or ((None, path, thing) if inverse else (thing, path, None)) in sample
    return next((thing for thing in things if has(thing)), None)


def component(kind):
    return SH[f"{str(kind).rsplit('#', 1)[1][0].upper()}{str(kind).rsplit('#', 1)[1][1:]}ConstraintComponent"]


def found(data, rules, kind, path=None, message=None):
    """Whether the report names this very kind of fault, at this property."""
    report = judged(data, rules)
    want = SH.SPARQLConstraintComponent if kind == SH.sparql else component(kind)
    for one in report.subjects(SH.sourceConstraintComponent, want):
        of_path = path is None or report.value(one, SH.resultPath) == path or isinstance(report.value(one, SH.resultPath), BNode)
        if of_path and (message is None or str(report.value(one, SH.resultMessage)) == str(message)):
            return True
    return False


def not_proved():
    """Everything that is not proved; says how much is."""
    proved, left = 0, []
    for name, of in (("dcat-ap", "catalog"), ("skos", "concepts")):
        rules, sample = shapes(name), Graph().parse(SAMPLES / f"{of}.ttl")
        if list(judged(sample, rules, meta_shacl=True).subjects(RDF.type, SH.ValidationResult)):
            left.append(f"{of}.ttl is not clean, or {name}.ttl are no shapes")
        for shape in rules.subjects(RDF.type, SH.NodeShape):
            for kind, asked in rules.predicate_objects(shape):
                if kind in SAID:
                    continue
                data = spoilt_thing(sample, rules, shape, kind, asked)
                message = rules.value(asked, SH.message) if kind == SH.sparql else None
                if data is not None and found(data, rules, kind, message=message):
                    proved += 1
                else:
                    left.append(f"{shape} {kind} {message or ''} does not find its fault")
            for held in rules.objects(shape, SH.property):
                stated = rules.value(held, SH.path)
                inner = rules.value(stated, SH.inversePath)
                path, inverse = inner or stated, inner is not None
                focus = focus_of(sample, rules, shape, path, inverse)
                for kind, asked in rules.predicate_objects(held):
                    if kind in SAID:
                        continue
                    data = focus and spoilt(sample, focus, path, inverse, kind, asked)
                    if data and found(data, rules, kind, path):
                        proved += 1
                    else:
                        left.append(f"{shape} {path} {kind} does not find its fault" if focus else f"{of}.ttl has no {path}")
    print(f"shapes: {proved} rules proved, {len(left)} not")
    return left
