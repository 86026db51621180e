"""The meaning of ``tqdm``: progress bars that show nothing."""
