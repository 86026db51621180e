def rank_zero_only(fn):
    return fn


def rank_zero_info(*args, **kwargs):
    return None


rank_zero_warn = rank_zero_debug = rank_zero_deprecation = rank_zero_info
