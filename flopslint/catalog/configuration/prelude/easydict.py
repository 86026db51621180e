"""``EasyDict``: a dict whose items are attributes too, in nested dicts and lists as well."""


class EasyDict(dict):
    def __init__(self, d=None, **kwargs):
        given = dict(d) if d is not None else {}
        given.update(kwargs)
        for key in given:
            setattr(self, key, given[key])
        for key in list(vars(type(self))):
            if not (key.startswith("__") and key.endswith("__")) and key not in ("update", "pop"):
                setattr(self, key, getattr(self, key))

    def __setattr__(self, name, value):
        if isinstance(value, (list, tuple)):
            value = type(value)(type(self)(item) if isinstance(item, dict) else item for item in value)
        elif isinstance(value, dict) and not isinstance(value, EasyDict):
            value = EasyDict(value)
        object.__setattr__(self, name, value)
        dict.__setitem__(self, name, value)

    __setitem__ = __setattr__

    def update(self, e=None, **f):
        given = dict(e) if e is not None else {}
        given.update(f)
        for key in given:
            setattr(self, key, given[key])

    def pop(self, k, *args):
        if hasattr(self, k):
            delattr(self, k)
        return dict.pop(self, k, *args)
