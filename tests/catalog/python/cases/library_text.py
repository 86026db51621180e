"""re, json, string, textwrap, fnmatch, bisect, heapq, statistics."""

import ast
import bisect
import fnmatch
import heapq
import json
import re
import statistics
import string
import struct
import textwrap

RESULT = {}
named = re.compile(r"^(?P<stage>\w+)\.(\d+)")
found = named.match("stages.3.blocks")
RESULT["re"] = (
    re.sub(r"^stages\.(\d+)", r"layers.\1", "stages.3.block"), re.split(r"([A-Z])", "aBcD"), re.findall(r"\d+", "1 22 x3"),
    re.search("z", "abc"), found.groups(), found.group("stage"), found[2], found.span(), named.pattern, found.groupdict(),
    re.sub("a", lambda m: m.group(0).upper(), "banana", count=2), re.fullmatch("a+b", "aab") is not None,
    [m.start() for m in re.finditer("a", "banana")], re.escape("a.b"), re.match("A", "a", re.IGNORECASE) is not None,
    re.subn("a", "b", "aa"), named.sub("x", "stages.3.y"),
)
try:
    re.compile("(")
except re.error:
    RESULT["re.error"] = True
RESULT["json"] = (
    json.dumps({"a": [1, 2.5, None, True], "b": "x"}), json.loads('{"a": [1, {"b": null}]}'), json.dumps([1], indent=2),
    json.dumps({"b": 1, "a": 2}, sort_keys=True),
)
try:
    json.loads("{")
except json.JSONDecodeError as error:
    RESULT["JSONDecodeError"] = str(error)
try:
    json.dumps(object())
except TypeError as error:
    RESULT["not serializable"] = str(error)


class Encoder(json.JSONEncoder):
    def default(self, o):
        return "own"


RESULT["encoder"] = (json.dumps({"a": object()}, cls=Encoder), json.dumps([object()], default=lambda o: 7))
heap = [3, 1, 2]
heapq.heapify(heap)
heapq.heappush(heap, 0)
RESULT["others"] = (
    string.ascii_lowercase, textwrap.dedent("  a\n  b"), textwrap.indent("a\nb", "> "), fnmatch.fnmatch("abc", "a*"),
    fnmatch.filter(["a.b", "c"], "*.b"), bisect.bisect_right([1, 2, 3], 2), bisect.bisect_left([1, 2, 3], 2),
    statistics.mean([1, 2, 3]), statistics.median([3, 1, 2]), string.Template("$x y").substitute(x=1), heapq.heappop(heap),
    heapq.nlargest(2, [1, 5, 3]), struct.calcsize("<if"), ast.literal_eval("[1, (2, 'a'), {'k': None}]"),
)
