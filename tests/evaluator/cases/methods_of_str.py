"""Methods of str and bytes."""

RESULT = {}
s = "Hello, World"

RESULT["case"] = (s.upper(), s.lower(), s.swapcase(), s.title(), "abc def".capitalize(), "ß".casefold(), s.istitle(), s.isupper())
RESULT["find"] = (
    s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.rindex("l"), s.count("l"), s.find("o", 5), s.count("l", 4), s.find("l", 0, 3),
    s.startswith("He"), s.endswith(("x", "ld")), s.startswith("W", 7), s.endswith("o", 0, 5), "" in s, "lo, " in s, s.count(""),
)  # fmt: skip
RESULT["split"] = (
    s.split(), s.split(", "), "a,b,,c".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "  a  b ".split(), "".split(), "".split(","),
    "a\nb\r\nc".splitlines(), "a\nb\n".splitlines(True), s.partition(","), s.rpartition("o"), "x".partition("-"), "a.b.c".rpartition("."),
    " a b ".split(" "), "abc".split("abc"), "1  2".split(None, 1), "a b c".rsplit(None, 1), "x".rpartition("-"),
)  # fmt: skip
RESULT["strip"] = (
    "  x ".strip(), "xxaxx".strip("x"), "  x ".lstrip(), "  x ".rstrip() + "|", "abcba".strip("ab"), "model.pth".removesuffix(".pth"),
    "module.x".removeprefix("module."), "abc".removeprefix("x"), "\t\nx\n".strip(), "mississippi".lstrip("ims"), "..a..".rstrip("."),
)  # fmt: skip
RESULT["replace"] = (s.replace("l", "L"), s.replace("l", "L", 2), s.replace("", "-")[:5], "aaa".replace("aa", "b"), s.translate({72: "J", 111: None}))
RESULT["translate"] = "abc".translate(str.maketrans("ab", "xy", "c"))
RESULT["join"] = (",".join(["a", "b"]), "".join(x for x in "abc"), "-".join("abc"), ", ".join(map(str, [1, 2])), "x".join([]), "x".join(["one"]))
RESULT["pad"] = ("x".ljust(3) + "|", "x".rjust(3), "x".center(4, "*"), "7".zfill(3), "-7".zfill(4), "abc".ljust(2), "ab".center(5) + "|")
RESULT["tests"] = (
    "123".isdigit(), "a1".isalnum(), "abc".isalpha(), " ".isspace(), "".isdigit(), "a_1".isidentifier(), "1a".isidentifier(), "½".isnumeric(),
    "abc".islower(), "ABC".isupper(), "12".isdecimal(), "abc".isascii(), "a b".isprintable(), "\n".isprintable(), "Ab".istitle(),
)  # fmt: skip
RESULT["indexing"] = (s[0], s[-1], s[1:4], s[::-1], len(s), list("abc"), s[5:], max("abc"), min("bca"), sorted("hello"), "abc" * 2, 2 * "ab")
RESULT["comparison"] = ("a" < "b", "abc" < "abd", "Z" < "a", "" < "a", "a" == "a", "a" != "b", "abc" > "ab", "10" < "9")
RESULT["codes"] = (ord("a"), chr(97), "é".encode(), b"\xc3\xa9".decode(), "a".encode("ascii"), "abc".encode("utf-8")[0], ord("€"))
RESULT["expandtabs"] = ("a\tb".expandtabs(4), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"))
RESULT["bytes"] = (
    b"abc"[1], b"abc"[1:], b"a" + b"b", b"abc".hex(), bytes([65, 66]), bytes(3), bytes.fromhex("ff00"), b"a,b".split(b","), len(b"abc"),
    b"abc".upper(), b"x" in b"xyz", list(b"ab"), b"%d" % 5, int.from_bytes(b"\x01\x00", "big"), (258).to_bytes(2, "little"), b"ab".decode(),
)  # fmt: skip
b = bytearray(b"abc")
b[0] = 120
b += b"d"
b.append(101)
RESULT["bytearray"] = (bytes(b), len(b), b.decode())
RESULT["unbound methods"] = (str.upper("a"), list(map(str.strip, [" a", "b "])), str.join("-", ["a", "b"]), sorted(["b", "A"], key=str.lower))
RESULT["str of"] = (str(), str(5), str(b"ab", "utf-8"), str("x"), str([1]), str(object=1.5), str(True), str({"a": (1,)}))
name = "blocks.0.attn.qkv.weight"
RESULT["typical"] = (
    name.split(".")[-1], ".".join(name.split(".")[:2]), name.replace("blocks", "layers"), int(name.split(".")[1]), name.endswith("weight"),
    [p for p in name.split(".") if not p.isdigit()], name.rsplit(".", 2)[0], "resnet50_a1_in1k".split("_", 1), "3x224x224".split("x"),
    "vit_b_16".partition("_")[2], list(map(int, "1,2,3".split(","))), "k3_s1".split("_")[0][1:], "conv" + str(3) + "x" * 2, name[:6].title(),
)  # fmt: skip
