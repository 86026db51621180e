"""An ordered dict has attributes of its own; a plain one has none."""

from collections import OrderedDict

RESULT = {}
table = OrderedDict(a=1)
table.owner = "me"
table.count = 2
RESULT["set and read"] = (table.owner, table.count, dict(table), len(table))
RESULT["methods stay"] = list(table.keys())
del table.count
RESULT["deleted"] = (hasattr(table, "count"), getattr(table, "count", "none"))
RESULT["another has none"] = hasattr(OrderedDict(a=1), "owner")
try:
    {}.owner = "me"
except AttributeError as error:
    RESULT["plain"] = str(error)
