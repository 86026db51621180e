"""Progress bars: what they count and wrap, nothing shown."""


class TqdmTypeError(TypeError):
    pass


class TqdmKeyError(KeyError):
    pass


class TqdmWarning(Warning):
    pass


class TqdmExperimentalWarning(TqdmWarning, FutureWarning):
    pass


class TqdmDeprecationWarning(TqdmWarning):
    pass


class TqdmMonitorWarning(TqdmWarning, RuntimeWarning):
    pass


class tqdm:
    monitor_interval = 10
    monitor = None

    def __init__(
        self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1,
        maxinterval=10.0, miniters=None, ascii=None, disable=False, unit="it", unit_scale=False, dynamic_ncols=False,
        smoothing=0.3, bar_format=None, initial=0, position=None, postfix=None, unit_divisor=1000, write_bytes=False,
        lock_args=None, nrows=None, colour=None, delay=0.0, gui=False, **kwargs,
    ):  # fmt: skip
        if total is None and iterable is not None and hasattr(iterable, "__len__"):
            total = len(iterable)
        self.iterable = iterable
        self.desc = desc or ""
        self.total = total
        self.leave = leave
        self.disable = bool(disable)
        self.unit = unit
        self.initial = initial
        self.n = initial
        self.pos = 0
        self.postfix = None

    def __iter__(self):
        for item in self.iterable:
            yield item
            self.n = self.n + 1

    def __len__(self):
        return len(self.iterable) if hasattr(self.iterable, "__len__") else self.total

    def __bool__(self):
        if self.total is not None:
            return self.total > 0
        if self.iterable is None:
            raise TypeError("bool() undefined when iterable == total == None")
        return bool(self.iterable)

    def __contains__(self, item):
        return item in self.iterable

    def __reversed__(self):
        return reversed(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.close()

    def update(self, n=1):
        self.n = self.n + n

    def close(self):
        self.disable = True

    def clear(self, nolock=False):
        pass

    def refresh(self, nolock=False, lock_args=None):
        return True

    def unpause(self):
        pass

    def reset(self, total=None):
        self.n = 0
        if total is not None:
            self.total = total

    def set_description(self, desc=None, refresh=True):
        self.desc = desc + ": " if desc else ""

    def set_description_str(self, desc=None, refresh=True):
        self.desc = desc or ""

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        self.postfix = str(s)

    def display(self, msg=None, pos=None):
        return True

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        pass

    @classmethod
    def set_lock(cls, lock):
        cls._lock = lock

    @classmethod
    def get_lock(cls):
        from threading import RLock

        if not hasattr(cls, "_lock"):
            cls._lock = RLock()
        return cls._lock

    @classmethod
    def pandas(cls, **tqdm_kwargs):
        pass


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
