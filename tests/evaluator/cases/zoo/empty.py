from . import registry


def counts():
    return len(registry.TABLE), len(registry.NAMES), len(registry.ORDER)


def truths():
    return [bool(table) for table in (registry.TABLE, registry.NAMES, registry.ORDER)]
