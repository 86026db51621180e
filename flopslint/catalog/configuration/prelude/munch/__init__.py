"""``Munch``: a dict whose items are attributes too."""


class Munch(dict):
    def __init__(self, *args, **kwargs):
        self.update(*args, **kwargs)

    def __getattr__(self, k):
        try:
            return object.__getattribute__(self, k)
        except AttributeError:
            try:
                return self[k]
            except KeyError:
                raise AttributeError(k) from None

    def __setattr__(self, k, v):
        self[k] = v

    def __delattr__(self, k):
        try:
            del self[k]
        except KeyError:
            raise AttributeError(k) from None

    def toDict(self):
        return unmunchify(self)

    def get(self, k, d=None):
        return self[k] if k in self else d

    def copy(self):
        return type(self).fromDict(self)

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    @classmethod
    def fromDict(cls, d):
        return munchify(d, cls)


class DefaultMunch(Munch):
    def __init__(self, *args, **kwargs):
        default = args[0] if args else None
        object.__setattr__(self, "_default", default)
        super().__init__(*args[1:], **kwargs)

    def __missing__(self, k):
        return object.__getattribute__(self, "_default")

    @classmethod
    def fromDict(cls, d, default=None):
        return munchify(d, lambda given: cls(default, given))


def munchify(x, factory=Munch):
    if isinstance(x, dict):
        return factory({key: munchify(value, factory) for key, value in x.items()})
    if isinstance(x, (list, tuple)):
        return type(x)(munchify(item, factory) for item in x)
    return x


def unmunchify(x):
    if isinstance(x, dict):
        return {key: unmunchify(value) for key, value in x.items()}
    if isinstance(x, (list, tuple)):
        return type(x)(unmunchify(item) for item in x)
    return x
