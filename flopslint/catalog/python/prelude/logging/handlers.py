"""Handlers that write nowhere."""

import logging


class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        logging.FileHandler.__init__(self, filename, mode)


class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, *args, **kwargs):
        logging.FileHandler.__init__(self, filename)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        logging.Handler.__init__(self)
        self.queue = queue


class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=40, target=None, flushOnClose=True):
        logging.Handler.__init__(self)


class SocketHandler(logging.Handler):
    def __init__(self, host, port):
        logging.Handler.__init__(self)
