"""Executors that run each call at once."""

ALL_COMPLETED = "ALL_COMPLETED"
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"


class Future:
    def __init__(self):
        self._result = None

    def result(self, timeout=None):
        return self._result

    def set_result(self, result):
        self._result = result

    def done(self):
        return True

    def running(self):
        return False

    def cancel(self):
        return False

    def exception(self, timeout=None):
        return None

    def add_done_callback(self, fn):
        fn(self)


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        made = Future()
        made.set_result(fn(*args, **kwargs))
        return made

    def map(self, func, *iterables, timeout=None, chunksize=1):
        return iter([func(*row) for row in zip(*iterables)])

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        self._max_workers = max_workers


class ProcessPoolExecutor(ThreadPoolExecutor):
    pass


def as_completed(fs, timeout=None):
    return iter(list(fs))


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    return set(fs), set()
