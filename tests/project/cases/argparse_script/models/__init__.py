from .net import Net


def build_model(args):
    if args.arch == "net":
        return Net(args.width, args.num_classes, depth=args.depth)
    raise ValueError(f"unknown model {args.arch}")
