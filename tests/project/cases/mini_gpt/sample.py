import torch

from model import GPT, GPTConfig

if __name__ == "__main__":
    model = GPT(GPTConfig(n_layer=3, n_head=4, n_embd=64, block_size=32))
    logits = model(torch.randint(0, 100, (2, 16)))
