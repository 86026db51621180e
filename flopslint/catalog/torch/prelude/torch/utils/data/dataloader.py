"""Loaders: their batches are not followed."""

import _flopslint

__public_module__ = "torch.utils.data"


class DataLoader:
    """Batches of a data set.

    Source: https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader
    """

    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None,
        pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None,
        generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device="", in_order=True,
    ):  # fmt: skip
        self.dataset = dataset
        self.batch_size = batch_size
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.num_workers = num_workers
        self.collate_fn = collate_fn
        self.pin_memory = pin_memory
        self.drop_last = drop_last

    def __class_getitem__(cls, item):
        return cls

    def __iter__(self):
        return _flopslint.data_dependent("the batches of a loader")

    def __len__(self):
        whole, rest = divmod(len(self.dataset), self.batch_size)
        return whole if self.drop_last or not rest else whole + 1


def default_collate(batch):
    return _flopslint.data_dependent("a batch put together by a loader")


def get_worker_info():
    return None
