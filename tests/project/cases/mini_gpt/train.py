import os

import torch

from model import GPT, GPTConfig

out_dir = "out"
n_layer = 3
n_head = 4
n_embd = 64
block_size = 32
config_keys = [k for k, v in globals().items() if not k.startswith("_") and isinstance(v, (int, float, bool, str))]
exec(open("configurator.py").read())
config = {k: globals()[k] for k in config_keys}

os.makedirs(out_dir, exist_ok=True)
model_args = dict(n_layer=n_layer, n_head=n_head, n_embd=n_embd, block_size=block_size)
model = GPT(GPTConfig(**model_args))
model.to("cuda")
