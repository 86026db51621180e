import copy


class Dict(dict):
    def __init__(self, *args, **kwargs):
        object.__setattr__(self, "_parent", kwargs.pop("__parent", None))
        object.__setattr__(self, "_key", kwargs.pop("__key", None))
        object.__setattr__(self, "_is_frozen", False)
        for given in args:
            if not given:
                continue
            pairs = given.items() if isinstance(given, dict) else given
            if isinstance(given, tuple) and not isinstance(given[0], tuple):
                pairs = [given]
            for key, value in pairs:
                self[key] = self._hook(value)
        for key, value in kwargs.items():
            self[key] = self._hook(value)

    @classmethod
    def _hook(cls, item):
        if isinstance(item, dict):
            return cls(item)
        if isinstance(item, (list, tuple)):
            return type(item)(cls._hook(each) for each in item)
        return item

    def __setattr__(self, name, value):
        if hasattr(type(self), name):
            msg = f"'Dict' object attribute '{name}' is read-only"
            raise AttributeError(msg)
        self[name] = value

    def __setitem__(self, name, value):
        dict.__setitem__(self, name, value)
        parent = object.__getattribute__(self, "_parent") if "_parent" in self.__dict__ else None
        if parent is not None:
            parent[object.__getattribute__(self, "_key")] = self
            object.__setattr__(self, "_parent", None)

    def __getattr__(self, item):
        return self.__getitem__(item)

    def __missing__(self, name):
        if object.__getattribute__(self, "_is_frozen"):
            raise KeyError(name)
        return type(self)(__parent=self, __key=name)

    def __delattr__(self, name):
        del self[name]

    def to_dict(self):
        made = {}
        for key, value in self.items():
            if isinstance(value, type(self)):
                made[key] = value.to_dict()
            elif isinstance(value, (list, tuple)):
                made[key] = type(value)(each.to_dict() if isinstance(each, type(self)) else each for each in value)
            else:
                made[key] = value
        return made

    def copy(self):
        return copy.copy(self)

    def deepcopy(self):
        return copy.deepcopy(self)

    def __copy__(self):
        made = type(self)()
        for key, value in self.items():
            dict.__setitem__(made, key, value)
        return made

    def __deepcopy__(self, memo):
        made = type(self)()
        memo[id(self)] = made
        for key, value in self.items():
            dict.__setitem__(made, copy.deepcopy(key, memo), copy.deepcopy(value, memo))
        return made

    def update(self, *args, **kwargs):
        given = dict(args[0]) if args and args[0] else {}
        given.update(kwargs)
        for key, value in given.items():
            held = dict.get(self, key)
            if key not in self or not isinstance(held, dict) or not isinstance(value, dict):
                self[key] = value
            else:
                held.update(value)

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def freeze(self, shouldFreeze=True):
        object.__setattr__(self, "_is_frozen", shouldFreeze)
        for value in self.values():
            if isinstance(value, Dict):
                value.freeze(shouldFreeze)

    def unfreeze(self):
        self.freeze(False)
