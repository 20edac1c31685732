"""The commands for template authors: `gxgen template …`."""

from __future__ import annotations

import sys

import click

from gxgen.cli.chinese import ChineseGroup


@click.group(cls=ChineseGroup)
def template() -> None:
    """模板包：检查、新建、预览、比较，给维护模板的人用。"""


@template.command()
@click.argument("target", metavar="模板")
@click.option(
    "--template", "pack", default="", metavar="模板包", help="单个 Word 文件照哪个模板包核对"
)
@click.option("--edition", default="", metavar="版式", help="只核对这一版格式；不写就是现行格式")
@click.option("--annotate", is_flag=True, help="另存一份带批注的 Word 文件，问题写在出错的地方")
@click.option("-o", "--output", metavar="文件", help="带批注的文件存到哪里；不写就存在当前文件夹")
@click.option("--strict", is_flag=True, help="有警告也算不通过")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出形式"
)
def check(
    target: str,
    pack: str,
    edition: str,
    annotate: bool,
    output: str | None,
    strict: bool,
    form: str,
) -> None:
    """检查模板包（名字、文件夹、zip 文件）或一个 Word 模板，一次说全。"""
    from gxgen.cli.template_run import run_check

    options = {"pack": pack, "edition": edition, "form": form}
    copy = (output or "") if annotate or output else None
    sys.exit(run_check(target, copy=copy, strict=strict, **options))
