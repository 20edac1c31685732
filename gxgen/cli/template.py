"""The commands for template authors: `gxgen template …`."""

from __future__ import annotations

import sys
from typing import Any

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


@template.command("list")
def list_() -> None:
    """列出现有的模板包。"""
    from gxgen.cli.template_run import run_list

    sys.exit(run_list())


@template.command()
@click.argument("name", metavar="名字")
@click.option("--from", "origin", default="base", metavar="模板包", help="照哪个改，如 base/2021")
@click.option("-o", "--output", metavar="文件夹", help="建在哪个文件夹里；不写就是当前文件夹")
def new(name: str, origin: str, output: str | None) -> None:
    """新建一个模板包：一个可以直接改的文件夹。"""
    from gxgen.cli.template_run import run_new

    sys.exit(run_new(name, origin, output or "."))


@template.command()
@click.argument("target", metavar="模板")
@click.option("--edition", default="", metavar="版式", help="格式版本；不写就是现行格式")
@click.option("-o", "--output", metavar="文件", help="存到哪里；不写就存在当前文件夹")
def stamp(target: str, edition: str, output: str | None) -> None:
    """另存一份写明每一格标签的 Word 模板，给直接用 docxtpl 的人。"""
    from gxgen.cli.template_run import run_stamp

    sys.exit(run_stamp(target, edition, output))


@template.command()
@click.argument("target", metavar="模板")
@click.option("--edition", default="", metavar="版式", help="格式版本；不写就是现行格式")
@click.option("--data", default="", metavar="年报", help="用这份年报的数据；不写就用样例数据")
@click.option("--sentinel", is_flag=True, help="每一格填一个不同的数，看有没有漏印")
@click.option("--pdf", is_flag=True, help="另存 PDF（要装有 LibreOffice）")
@click.option("--png", is_flag=True, help="另存每一页的图片（要装有 LibreOffice 和 poppler）")
@click.option("-o", "--output", metavar="文件夹", help="存到哪个文件夹；不写就是当前文件夹")
def preview(target: str, output: str | None, **options: Any) -> None:
    """用样例数据印一份，看模板的样子。"""
    from gxgen.cli.template_run import run_preview

    sys.exit(run_preview(target, output or ".", **options))


@template.command()
@click.argument("before", metavar="甲")
@click.argument("after", metavar="乙")
@click.option("--edition", default="", metavar="版式", help="格式版本；不写就是现行格式")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出形式"
)
def diff(before: str, after: str, edition: str, form: str) -> None:
    """比较两个模板包，或者一个模板的新旧两版。"""
    from gxgen.cli.template_run import run_diff

    sys.exit(run_diff(before, after, edition, form))
