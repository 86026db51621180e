import argparse
import os
import random

import numpy as np
import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from models import build_model


def get_args():
    parser = argparse.ArgumentParser("training")
    parser.add_argument("--data", required=True)
    parser.add_argument("--arch", default="net")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--depth", default=4, type=int)
    parser.add_argument("--num-classes", type=int, default=10)
    parser.add_argument("--resume", default="", type=str)
    parser.add_argument("--epochs", default=90, type=int)
    return parser.parse_args()


def main(args):
    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    torch.backends.cudnn.benchmark = True
    os.makedirs("out", exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = datasets.CIFAR10(args.data, transform=transforms.ToTensor(), download=True)
    loader = DataLoader(data, batch_size=64, shuffle=True, num_workers=4)
    model = build_model(args).to(device)
    print(sum(p.numel() for p in model.parameters()))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    if args.resume:
        model.load_state_dict(torch.load(args.resume)["model"])
    for epoch in range(args.epochs):
        model.train()
        for images, target in loader:
            loss = torch.nn.functional.cross_entropy(model(images.to(device)), target.to(device))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        torch.save({"model": model.state_dict()}, "out/last.pt")


if __name__ == "__main__":
    main(get_args())
