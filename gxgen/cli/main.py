"""The command line: parses, prints and exits; the work is done on the floors below.

Exit status: 0 clean or warnings, 1 faults in the data, 2 wrong use or broken template, 3 our bug.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

import gxgen
from gxgen.cli.chinese import ChineseGroup, complaint
from gxgen.cli.template import template as template_group

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
DATA_FAULT, MISUSE, OUR_BUG = 1, 2, 3


@click.group(cls=ChineseGroup, context_settings=CONTEXT)
@click.version_option(gxgen.__version__, "--version", message="gxgen %(version)s", help="显示版本")
def cli() -> None:
    """由一份 YAML 文件生成政府信息公开工作年度报告（Word），签发之前先检查。"""


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("--previous", metavar="文件", help="上年的年报（文件或文件夹），用来核对结转")
@click.option("--template", metavar="模板", help="模板包的名字或文件夹，代替文件里写的")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出形式"
)
@click.option("--json", "form", flag_value="json", help="同 --format json")
@click.option("--strict", is_flag=True, help="有警告也算不通过")
def check(
    files: tuple[str, ...], previous: str | None, template: str | None, form: str, strict: bool
) -> None:
    """检查年报，逐条说明问题在哪里、怎样改。"""
    from gxgen.cli.run import run_check

    sys.exit(run_check(files, previous=previous, template=template, form=form, strict=strict))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("-o", "--output", metavar="文件或文件夹", help="存到哪里；不写就存在年报旁边")
@click.option("--template", metavar="模板", help="模板包的名字、文件夹，或一个 Word 模板文件")
@click.option("--previous", metavar="文件", help="上年的年报（文件或文件夹），用来核对结转")
@click.option("--draft", is_flag=True, help="没有填完也生成，缺处印【未填】，每页印“草稿”")
@click.option("--force", is_flag=True, help="覆盖已经在 Word 里改过的文件")
@click.option("--strict", is_flag=True, help="有警告也不生成")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), default=1, metavar="N", help="同时用几个进程"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出形式"
)
@click.option("--json", "form", flag_value="json", help="同 --format json")
def render(files: tuple[str, ...], **options: Any) -> None:
    """检查并生成 Word 文件。"""
    from gxgen.cli.run import run_render

    sys.exit(run_render(files, **options))


@cli.command("import")
@click.argument("files", nargs=-1, required=True, metavar="文件…")
@click.option("-o", "--output", metavar="文件或文件夹", help="存到哪里；不写就存在原文件旁边")
@click.option("--template", metavar="模板", help="模板包的名字或文件夹，按它的小节名称读")
@click.option("--edition", default="", metavar="版式", help="把数字移到这一版的格子里，如 2021")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def import_(files: tuple[str, ...], **options: Any) -> None:
    """读入已发布的年报（Word、网页、PDF、文本），存成 YAML 文件。"""
    from gxgen.cli.importing import run_import

    sys.exit(run_import(files, **options))


@cli.command()
@click.argument("last", metavar="上年年报")
@click.option("--year", type=int, metavar="年份", help="起草哪一年的年报；不写就是上年年报的下一年")
@click.option("--agency", default="", metavar="名称", help="换成这个机关的名称；不写就照上年")
@click.option("-o", "--output", metavar="文件", help="存到哪里；不写就显示在屏幕上")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def draft(last: str, **options: Any) -> None:
    """由上年年报（YAML、Word、网页等）起草本年的 YAML 文件。"""
    from gxgen.cli.drafting import run_draft

    sys.exit(run_draft(last, **options))


@cli.command()
@click.option("--agency", required=True, metavar="名称", help="机关全称")
@click.option("--year", type=int, metavar="年份", help="报告年度；不写就是去年（12月起是今年）")
@click.option("--template", default="base", metavar="模板", help="模板包的名字或文件夹")
@click.option("-o", "--output", metavar="文件", help="存到哪里；不写就显示在屏幕上")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def new(agency: str, year: int | None, template: str, output: str | None, force: bool) -> None:
    """生成一份空白年报，带填报说明。"""
    from gxgen.cli.run import run_new

    sys.exit(run_new(agency, year, template, output, force))


@cli.command()
@click.argument("name", metavar="编号或地址")
@click.option("--template", default="base", metavar="模板", help="模板包的名字或文件夹")
@click.option("--previous", metavar="文件", help="上年的年报，一并显示上年的数字")
def explain(name: str, template: str, previous: str | None) -> None:
    """解释一个问题编号（GX311），或表格里的一格（依申请公开.新收.总计）。"""
    from gxgen.cli.run import run_explain

    sys.exit(run_explain(name, template, previous))


@cli.command()
@click.option("--template", default="base", metavar="模板", help="模板包的名字或文件夹")
@click.option("--edition", default="", metavar="版式", help="格式版本；不写就是现行格式")
@click.option("-o", "--output", metavar="文件", help="存到哪里；不写就显示在屏幕上")
def schema(template: str, edition: str, output: str | None) -> None:
    """输出年报的 JSON Schema，供 VS Code 等编辑器提示和检查。"""
    from gxgen.cli.run import run_schema

    sys.exit(run_schema(template, edition, output))


cli.add_command(template_group)


def main(arguments: Sequence[str] | None = None) -> None:
    """The program: never shows a traceback, always ends with an exit status."""
    # A run that is told to stop still removes its temporary file.
    with contextlib.suppress(ValueError, AttributeError):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        cli.main(args=arguments and list(arguments), prog_name="gxgen", standalone_mode=False)
    except click.exceptions.Abort:
        print("已中断", file=sys.stderr)
        sys.exit(130)
    except click.ClickException as error:
        print(f"命令写法不对：{complaint(error)}", file=sys.stderr)
        print("查看用法：gxgen --help", file=sys.stderr)
        sys.exit(MISUSE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        _our_bug(error)
        sys.exit(OUR_BUG)


def _our_bug(error: Exception) -> None:
    """GX901: says where, without a traceback."""
    from gxgen.diag import diagnose, whole_file
    from gxgen.diag.text import render_one

    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else ""
    problem = f"{type(error).__name__}: {error}"
    found = diagnose("GX901", whole_file("gxgen"), problem=problem[:300], detail=where)
    print(render_one(found, lambda file, line: None), file=sys.stderr, end="")


if __name__ == "__main__":
    main()
