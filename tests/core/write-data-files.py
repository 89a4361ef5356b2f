#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""write-data-files.py FOLDER: data files as other programs write them (NumPy, gzip, tar), and
broken ones, for test-arrays.c and test-pictures.c, which know what is in them: row i has
(7·i + 3·j) mod 11 as input j, unless its case says otherwise, and the class i mod 3."""

import gzip
import io
import os
import struct
import subprocess
import sys
import tarfile
import zipfile

import numpy as np

folder = sys.argv[1]


def path(*parts):
    name = os.path.join(folder, *parts)
    os.makedirs(os.path.dirname(name), exist_ok=True)
    return name


def values(n, *shape):
    d = int(np.prod(shape))
    i, j = np.ogrid[:n, :d]
    return ((7 * i + 3 * j) % 11).reshape(n, *shape)


def classes(n):
    return np.arange(n) % 3


def tables():
    """Every kind of number in both orders, packed and not."""
    for kind in ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
        for endian in "<>":
            for order in "CF":
                numbers = values(6, 4) % 2 if kind == "b1" else values(6, 4)
                X = np.asarray(numbers, endian + kind, order=order)
                big = "big" if endian == ">" else "little"
                save = np.savez if order == "C" else np.savez_compressed
                save(path(f"{kind}-{big}-{order}.npz"), X=X, y=classes(6))


def targets():
    X = values(9, 4).astype("f4")
    np.savez(path("y-column.npz"), X=X, y=classes(9).reshape(9, 1))
    np.savez(path("y-onehot.npz"), X=X, y=np.eye(3)[classes(9)])
    np.savez(path("y-text.npz"), X=X, y=np.array(["ant", "bée", "cow"])[classes(9)])
    np.savez(path("y-bytes.npz"), X=X, y=np.array([b"ant", b"bee", b"cow"])[classes(9)])
    np.savez(path("y-bool.npz"), X=X, y=classes(9) == 1)
    np.savez(path("y-numbers.npz"), X=X, y=np.arange(9) / 7)
    np.savez(path("y-whole.npz"), X=values(40, 4), y=np.arange(40))
    np.savez(path("unnamed.npz"), X, classes(9))
    np.savez(path("more.npz"), zzz=np.ones(3), data=1 - X, target=0 * X, X=X, y=classes(9))
    np.savez(path("exact.npz"), X=values(9, 4) + 0.1, y=np.arange(9) / 7)


def pictures():
    for name, shape in {"grey": (4, 2), "last": (4, 2, 3), "first": (3, 4, 2)}.items():
        np.savez_compressed(
            path(f"{name}.npz"), x_test=values(3, *shape).astype("u1"),
            x_train=values(9, *shape).astype("u1"), y_train=classes(9), y_test=classes(3))
    np.savez(path("float.npz"), X=values(9, 4, 2) / 10, y=classes(9))
    np.savez(path("dark.npz"), X=values(9, 4, 2) - 5, y=classes(9))
    np.savez(path("mixed.npz"), x_train=values(9, 4).astype("f4"), y_train=classes(9),
             x_test=values(3, 4).astype("i8"), y_test=classes(3).astype("u1"))


def single():
    np.save(path("pair", "X_train.npy"), values(9, 4))
    np.save(path("pair", "y_train.npy"), classes(9))
    np.save(path("pair", "X_test.npy"), values(3, 4))
    np.save(path("pair", "y_test.npy"), classes(3))
    table = np.column_stack([values(9, 4), classes(9)])
    np.save(path("table.npy"), table)
    np.save(path("table-f.npy"), np.asfortranarray(table))
    with open(path("table-2.npy"), "wb") as out:
        np.lib.format.write_array(out, table, version=(2, 0))
    with open(path("table.npy"), "rb") as plain, gzip.open(path("packed.npy.gz"), "wb") as out:
        out.write(plain.read())


class Trap:
    """Unpickling it leaves a file behind."""

    def __reduce__(self):
        return os.mkdir, (path("trapped"),)


def bad_arrays():
    X, y = values(9, 4).astype("f8"), classes(9)
    np.savez(path("bad", "objects.npz"), X=X, y=np.array([Trap()] * 9, dtype=object))
    np.savez(path("bad", "fields.npz"), X=X, y=np.zeros(9, [("a", "i4"), ("b", "f8")]))
    np.savez(path("bad", "complex.npz"), X=X + 1j, y=y)
    np.savez(path("bad", "rows.npz"), X=X, y=y[:8])
    np.savez(path("bad", "empty.npz"), X=X[:0], y=y[:0])
    np.savez(path("bad", "names.npz"), inputs_of_mine=X, y=y)
    np.savez(path("bad", "five.npz"), X=np.zeros((1, 1, 1, 1, 1)), y=y)
    np.savez(path("bad", "scalar.npz"), X=np.float64(3), y=y)
    np.savez(path("bad", "equal.npz"), X=X, y=0 * y)
    np.savez(path("bad", "texts.npz"), X=np.array([["a", "b"]] * 9), y=y)
    np.savez(path("bad", "onehot.npz"), X=X, y=np.ones((9, 3)))
    np.savez(path("bad", "test.npz"), x_train=X, y_train=y, x_test=X[:, :3], y_test=y)
    np.savez(path("bad", "wide.npz"), X=np.zeros((2, 100001), "f4"), y=[0, 1])
    X[3, 1] = np.nan
    np.savez(path("bad", "nan.npz"), X=X, y=y)
    X[3, 1] = -1e300
    np.savez(path("bad", "huge.npz"), X=X, y=y)
    with open(path("bad", "nan.npz"), "rb") as whole:
        data = whole.read()
    with open(path("bad", "half.npz"), "wb") as out:
        out.write(data[: len(data) // 3])
    np.save(path("bad", "flat.npy"), y)
    # A header that promises more than follows, in a file of its own and in an archive.
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 200), }\n"
    lie = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + bytes(800)
    with open(path("bad", "lie.npy"), "wb") as out:
        out.write(lie)
    with zipfile.ZipFile(path("bad", "lie.npz"), "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("X.npy", lie)
    with open(path("bad", "lie-more.npy"), "wb") as out:
        out.write(lie.replace(b"1000000, 200", b"9000000000,9"))
    with open(path("bad", "words.npy"), "wb") as out:
        out.write(lie.replace(b"False", b"print"))
    with zipfile.ZipFile(path("bad", "climb.npz"), "w") as out:
        out.writestr("../X.npy", lie)


def write_idx(name, array, packed=True):
    """As its author does it: by hand. Packed by gzip itself."""
    data = struct.pack(">BBBB", 0, 0, 8, array.ndim)
    data += b"".join(struct.pack(">I", size) for size in array.shape)
    with open(name, "wb") as out:
        out.write(data + array.astype("u1").tobytes())
    if packed:
        subprocess.run(["gzip", "-9", "-f", name], check=True)


def idx():
    for place, packed in {"mnist": True, "plain": False}.items():
        for part, n in {"train": 9, "t10k": 3}.items():
            write_idx(path(place, f"{part}-images-idx3-ubyte"), 20 * values(n, 4, 2), packed)
            write_idx(path(place, f"{part}-labels-idx1-ubyte"), classes(n), packed)
    write_idx(path("Fashion-MNIST", "train-images-idx3-ubyte"), values(20, 4, 2))
    write_idx(path("Fashion-MNIST", "train-labels-idx1-ubyte"), np.arange(20) % 10)
    write_idx(path("bad", "alone-images-idx3-ubyte"), values(9, 4, 2))
    write_idx(path("bad", "rows-images-idx3-ubyte"), values(9, 4, 2))
    write_idx(path("bad", "rows-labels-idx1-ubyte"), classes(8))
    for cut, name in {-7: "cut", 9: "cut-head"}.items():
        write_idx(path("bad", f"{name}-labels-idx1-ubyte"), classes(9))
        write_idx(path("bad", f"{name}-images-idx3-ubyte"), values(9, 4, 2), packed=False)
        with open(path("bad", f"{name}-images-idx3-ubyte"), "rb+") as file:
            data = file.read()
            file.seek(0)
            file.truncate()
            file.write(data[:cut])
    write_idx(path("bad", "packed-labels-idx1-ubyte"), classes(9))
    write_idx(path("bad", "packed-images-idx3-ubyte"), values(9, 4, 2))
    with open(path("bad", "packed-images-idx3-ubyte.gz"), "rb+") as file:
        file.truncate(os.path.getsize(file.name) - 12)


NAMES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship",
         "truck"]


def batch(n, start):
    """Records of pictures with all pixels 20·(number of the picture), and its class."""
    return b"".join(bytes([i % 10]) + bytes([i * 5]) * 3071 + b"\x01"
                    for i in range(start, start + n))


def write_tar(name, members, mode="w:gz"):
    with tarfile.open(name, mode) as out:
        for member, data in members.items():
            entry = tarfile.TarInfo(member)
            entry.size = len(data)
            out.addfile(entry, io.BytesIO(data))


def cifar():
    """The order of the members is that of the true archive."""
    top = path("cifar-10-batches-bin", "")
    meta = "".join(name + "\n" for name in NAMES) + "\n"
    files = {"data_batch_1.bin": batch(3, 0), "batches.meta.txt": meta.encode(),
             "data_batch_3.bin": batch(2, 6), "data_batch_4.bin": batch(3, 8),
             "test_batch.bin": batch(4, 20), "readme.html": b"<html>",
             "data_batch_5.bin": batch(3, 11), "data_batch_2.bin": batch(3, 3)}
    for name, data in files.items():
        with open(top + name, "wb") as out:
            out.write(data)
    subprocess.run(["tar", "-czf", path("cifar-10-binary.tar.gz"), "-C", folder]
                   + ["cifar-10-batches-bin/" + name for name in files], check=True)
    prefixed = {"cifar-10-batches-bin/" + name: data for name, data in files.items()}
    write_tar(path("cifar-10-binary.tar"), prefixed, "w")
    write_tar(path("test-only.tar.gz"), {"test_batch.bin": batch(20, 0)})
    write_tar(path("bad", "label.tar.gz"), {"data_batch_1.bin": b"\x0a" + bytes(3072)})
    write_tar(path("bad", "cut.tar.gz"), {"data_batch_1.bin": batch(2, 0)[:-1]})
    write_tar(path("bad", "names.tar.gz"),
              {"data_batch_1.bin": batch(2, 0), "batches.meta.txt": b"one\ntwo\n"})
    write_tar(path("bad", "none.tar.gz"), {"batches.meta.txt": meta.encode()})
    write_tar(path("bad", "python.tar.gz"), {"cifar-10-batches-py/data_batch_4": b"\x80"})
    write_tar(path("bad", "climb.tar.gz"), {"../../data_batch_1.bin": batch(2, 0)})
    write_tar(path("bad", "twice.tar.gz"),
              {"a/data_batch_1.bin": batch(2, 0), "b/data_batch_1.bin": batch(2, 0)})
    with gzip.open(path("bad", "long.tar.gz"), "wb") as out:
        entry = tarfile.TarInfo("cifar-10-batches-bin/readme.html")
        entry.size = 9 << 30  # to be passed over
        out.write(entry.tobuf(tarfile.GNU_FORMAT) + bytes(10240))
    with open(path("cifar-10-binary.tar"), "rb") as whole:
        data = whole.read()
    with open(path("bad", "half.tar"), "wb") as out:
        out.write(data[: len(data) // 2])
    with open(path("bad", "half.tar.gz"), "wb") as out:
        packed = gzip.compress(data)
        out.write(packed[: len(packed) // 2])


def damage(name, at):
    """Changes one bit of a packed file: of the checksum behind the data, mostly."""
    with open(name, "rb+") as file:
        data = bytearray(file.read())
        data[at] ^= 16
        file.seek(0)
        file.write(data)


def damaged():
    for kind in ["images-idx3", "labels-idx1"]:
        for which in ["images", "labels"]:
            name = path("bad", f"bad-{which[0]}-{kind}-ubyte")
            write_idx(name, values(9, 4, 2) if "idx3" in kind else classes(9))
            if which in kind:
                damage(name + ".gz", -6)
    with open(path("table.npy"), "rb") as plain:
        for name, at in {"damaged.npy.gz": -1, "header.npy.gz": 2}.items():
            with gzip.open(path("bad", name), "wb") as out:
                out.write(plain.read())
            plain.seek(0)
            damage(path("bad", name), at)
    with open(path("cifar-10-binary.tar.gz"), "rb") as whole:
        data = whole.read()
    with open(path("bad", "damaged.tar.gz"), "wb") as out:
        out.write(data)
    damage(path("bad", "damaged.tar.gz"), -7)
    with open(path("bad", "short.tar.gz"), "wb") as out:
        out.write(data[:-3])
    np.savez_compressed(path("bad", "damaged.npz"), X=values(9, 4), y=classes(9))
    with zipfile.ZipFile(path("bad", "damaged.npz")) as whole:
        checksum = struct.pack("<I", whole.getinfo("X.npy").CRC)
    with open(path("bad", "damaged.npz"), "rb") as whole:
        at = whole.read().index(checksum)
    damage(path("bad", "damaged.npz"), at)


tables()
targets()
pictures()
single()
bad_arrays()
idx()
cifar()
damaged()
