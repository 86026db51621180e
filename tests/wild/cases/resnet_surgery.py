# case: FineTune(10) <- torch.zeros(1, 3, 64, 64)
# case: TruncatedBackbone() <- torch.zeros(1, 3, 64, 64)
# case: DeepLabLike() <- torch.zeros(1, 3, 64, 64)
# case: Encoder() <- torch.zeros(1, 3, 64, 64)
# case: VGGPerceptual() <- torch.zeros(1, 3, 32, 32), torch.zeros(1, 3, 32, 32)
# case: grayscale_densenet() <- torch.zeros(1, 1, 64, 64)
# case: TimmClassifier("resnet18", 7) <- torch.zeros(1, 3, 64, 64)
# case: TimmUNet() <- torch.zeros(1, 3, 64, 64)
# case: FrozenBNNet() <- torch.zeros(1, 3, 64, 64)
# case: FXFeatures() <- torch.zeros(1, 3, 64, 64)
# case: Siamese() <- torch.zeros(1, 3, 64, 64), torch.zeros(1, 3, 64, 64)
import copy
from collections import OrderedDict

import timm
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision
import torchvision.models as models
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.feature_extraction import create_feature_extractor
from torchvision.ops import FrozenBatchNorm2d


class FineTune(nn.Module):
    def __init__(self, num_classes, pretrained=False, freeze=True):
        super().__init__()
        self.model = models.resnet18(weights=models.ResNet18_Weights.IMAGENET1K_V1 if pretrained else None)
        if freeze:
            for name, child in self.model.named_children():
                if name not in ['layer4', 'fc']:
                    for p in child.parameters():
                        p.requires_grad_(False)
        in_features = self.model.fc.in_features
        self.model.fc = nn.Sequential(nn.Linear(in_features, 64), nn.ReLU(inplace=True), nn.Dropout(0.5), nn.Linear(64, num_classes))

    def forward(self, x):
        return self.model(x)


class TruncatedBackbone(nn.Module):
    def __init__(self):
        super().__init__()
        resnet = models.resnet34(pretrained=False)
        modules = list(resnet.children())[:-2]
        self.backbone = nn.Sequential(*modules)
        self.backbone[0] = nn.Conv2d(3, 64, kernel_size=(7, 7), stride=(1, 1), padding=(3, 3), bias=False)
        del self.backbone[3]
        self.pool = nn.AdaptiveMaxPool2d((1, 1))
        self.fc = nn.Linear(resnet.fc.in_features, 5)

    def forward(self, x):
        f = self.backbone(x)
        return self.fc(self.pool(f).flatten(1)), f


class DeepLabLike(nn.Module):
    def __init__(self):
        super().__init__()
        backbone = torchvision.models.__dict__['resnet50'](weights=None, replace_stride_with_dilation=[False, True, True])
        return_layers = {'layer4': 'out', 'layer1': 'low_level'}
        self.backbone = IntermediateLayerGetter(backbone, return_layers=return_layers)
        self.project = nn.Sequential(nn.Conv2d(256, 48, 1, bias=False), nn.BatchNorm2d(48), nn.ReLU(inplace=True))
        self.reduce = nn.Conv2d(2048, 64, 1)
        self.classifier = nn.Conv2d(112, 3, 3, padding=1)

    def forward(self, x):
        input_shape = x.shape[-2:]
        features = self.backbone(x)
        low = self.project(features['low_level'])
        out = F.interpolate(self.reduce(features['out']), size=low.shape[2:], mode='bilinear', align_corners=False)
        y = self.classifier(torch.cat([low, out], dim=1))
        return OrderedDict(out=F.interpolate(y, size=input_shape, mode='bilinear', align_corners=False))


class Encoder(nn.Module):
    """Takes the stages of a resnet apart."""

    def __init__(self, num_input_images=2):
        super().__init__()
        encoder = {18: models.resnet18, 34: models.resnet34}[18](False)
        self.num_ch_enc = [64, 64, 128, 256, 512]
        self.encoder = encoder
        conv = encoder.conv1
        self.firstconv = nn.Conv2d(3, 64, conv.kernel_size, conv.stride, conv.padding, bias=conv.bias is not None)
        with torch.no_grad():
            self.firstconv.weight.copy_(conv.weight.data.clone())
        del self.encoder.conv1, self.encoder.fc
        self.encoder.avgpool = None
        self.layer0 = nn.Sequential(self.firstconv, encoder.bn1, encoder.relu)

    def forward(self, input_image):
        self.features = []
        x = (input_image - 0.45) / 0.225
        self.features.append(self.layer0(x))
        self.features.append(self.encoder.layer1(self.encoder.maxpool(self.features[-1])))
        for k in range(2, 5):
            self.features.append(getattr(self.encoder, "layer%d" % k)(self.features[-1]))
        return self.features


class VGGPerceptual(nn.Module):
    def __init__(self, requires_grad=False):
        super().__init__()
        vgg_pretrained_features = models.vgg11(weights=None).features
        self.slice1 = torch.nn.Sequential()
        self.slice2 = torch.nn.Sequential()
        for x in range(3):
            self.slice1.add_module(str(x), vgg_pretrained_features[x])
        for x in range(3, 8):
            self.slice2.add_module(str(x), vgg_pretrained_features[x])
        if not requires_grad:
            for param in self.parameters():
                param.requires_grad = False
        self.register_buffer('mean', torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1))

    def features(self, x):
        h1 = self.slice1((x - self.mean) / 0.22)
        return h1, self.slice2(h1)

    def forward(self, x, y):
        loss = 0.0
        for a, b in zip(self.features(x), self.features(y)):
            loss += F.l1_loss(a, b.detach())
        return loss


def grayscale_densenet():
    model = models.DenseNet(memory_efficient=False, growth_rate=8, block_config=(2, 2), num_init_features=16)
    conv0 = model.features.conv0
    model.features.conv0 = nn.Conv2d(1, conv0.out_channels, kernel_size=conv0.kernel_size, stride=conv0.stride, padding=conv0.padding, bias=False)
    model.classifier = nn.Linear(model.classifier.in_features, 4)
    return model


class TimmClassifier(nn.Module):
    def __init__(self, name, n_classes, pretrained=False):
        super().__init__()
        self.backbone = timm.create_model(name, pretrained=pretrained, num_classes=0, global_pool='')
        n = self.backbone.num_features
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(n, n_classes)

    def forward(self, x):
        feat = self.backbone(x)
        return self.head(self.pool(feat).squeeze(-1).squeeze(-1))


class TimmUNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = timm.create_model('resnet18', features_only=True, out_indices=(1, 2, 3))
        chs = self.encoder.feature_info.channels()
        self.ups = nn.ModuleList([nn.ConvTranspose2d(i, o, 2, 2) for i, o in zip(chs[:0:-1], chs[-2::-1])])
        self.out = nn.Conv2d(chs[0], 1, 1)

    def forward(self, x):
        *skips, x = self.encoder(x)
        for up, s in zip(self.ups, skips[::-1]):
            x = up(x) + s
        return self.out(x)


class FrozenBNNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = models.resnet18(norm_layer=FrozenBatchNorm2d)
        self.body.fc = nn.Identity()
        vit = models.vit_b_16(weights=None, image_size=64, num_classes=3)
        vit.heads = nn.Identity()
        vit.encoder.layers = vit.encoder.layers[:2]
        self.vit = vit

    def forward(self, x):
        return torch.cat((self.body(x), self.vit(x)), 1)


class FXFeatures(nn.Module):
    def __init__(self):
        super().__init__()
        m = models.resnet18()
        self.body = create_feature_extractor(m, return_nodes={'layer2.1.relu_1': 'c3', 'layer3': 'c4'})
        self.head = nn.Conv2d(256, 4, 1)

    def forward(self, x):
        f = self.body(x)
        return {'c3': f['c3'], 'p': self.head(f['c4'])}


class Siamese(nn.Module):
    def __init__(self, ema=0.99):
        super().__init__()
        self.online = models.mobilenet_v2(width_mult=0.25, num_classes=32)
        self.target = copy.deepcopy(self.online)
        for param_q, param_k in zip(self.online.parameters(), self.target.parameters()):
            param_k.data.copy_(param_q.data)
            param_k.requires_grad = False
        self.register_buffer('queue', F.normalize(torch.randn(32, 128), dim=0))
        self.register_buffer('queue_ptr', torch.zeros(1, dtype=torch.long))
        self.T = 0.07

    def forward(self, im_q, im_k):
        q = F.normalize(self.online(im_q), dim=1)
        with torch.no_grad():
            k = F.normalize(self.target(im_k), dim=1)
        l_pos = torch.einsum('nc,nc->n', [q, k]).unsqueeze(-1)
        l_neg = torch.einsum('nc,ck->nk', [q, self.queue.clone().detach()])
        logits = torch.cat([l_pos, l_neg], dim=1) / self.T
        labels = torch.zeros(logits.shape[0], dtype=torch.long)
        return logits, labels
