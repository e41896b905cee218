"""Which records there are, and which of them may admit an operation: learnt from the answers."""

import random
import re
from collections import defaultdict

ID = re.compile(r"^([a-z]{2,6})_[0-9a-hjkmnp-tv-z]{26}$")
MOST = 200  # of a kind


class Records:
    def __init__(self):
        self.seen = defaultdict(lambda: defaultdict(dict))  # who: kind: ids, the newest last
        self.beside = defaultdict(set)  # id: the ids of the address under which it was seen
        self.named = defaultdict(dict)  # values of the variables of paths
        self.refused = defaultdict(set)  # operation: ids that did not admit it as they were

    def remember(self, who, value, address=()):
        """Keeps every id in an answer, and the ids of the address that it answered."""
        if isinstance(value, dict):
            for child in value.values():
                self.remember(who, child, address)
        elif isinstance(value, list):
            for child in value:
                self.remember(who, child, address)
        elif isinstance(value, str) and (found := ID.match(value)):
            ids = self.seen[who][found[1]]
            ids.pop(value, None)
            ids[value] = None
            self.beside[value].update(address)
            if len(ids) > MOST:
                del ids[next(iter(ids))]

    def name(self, name, value):
        """Keeps what a variable of a path may stand for."""
        values = self.named[name]
        values[str(value)] = None
        if len(values) > MOST:
            del values[next(iter(values))]

    def answered(self, operation, address, status):
        """Whoever refused an operation is not asked for it again before something has changed it."""
        if status in (403, 404, 409):
            self.refused[operation].update(address)
        elif 200 <= status < 300:
            for ids in self.refused.values():
                ids.difference_update(address)

    def existing(self, who, value, taken=frozenset(), operation=None):
        """A made-up id becomes one that exists, most of the time, and one that is taken another; anything else stays."""
        if isinstance(value, dict):
            return {name: self.existing(who, child) for name, child in value.items()}
        if isinstance(value, list):
            return [self.existing(who, child) for child in value]
        if isinstance(value, str) and (found := ID.match(value)):
            ids = self.seen[who][found[1]]
            if value in taken or (value not in ids and random.random() < 0.8):
                free = [one for one in ids if one not in taken]
                fit = [one for one in free if one not in self.refused[operation]]
                if chosen := fit[-40:] or free[-20:]:
                    return random.choice(chosen)
        return value

    def address(self, who, operation, parameters, taken, bounds=False):
        """The variables of a path, the last one first: the others follow from where it was seen. With `bounds` only ids are looked for."""
        chosen = dict(parameters)
        around = set()
        for name, value in reversed(list(parameters.items())):
            found = ID.match(str(value))
            near = [one for one in around if found and one.startswith(f"{found[1]}_") and one not in taken]
            if near:
                chosen[name] = random.choice(near)
            elif found:
                chosen[name] = self.existing(who, value, taken, operation)
            elif not bounds and self.named[name] and str(value) not in self.named[name] and random.random() < 0.8:
                chosen[name] = random.choice(list(self.named[name]))
            around |= self.beside[str(chosen[name])]
        return chosen
