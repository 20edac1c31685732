"""click in Chinese: help pages and complaints about the command line."""

from __future__ import annotations

import re

import click


class ChineseCommand(click.Command):
    """A command whose help page has Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [piece.replace("[OPTIONS]", "[选项]") for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        shown = [(name, _in_chinese(text)) for name, text in filter(None, records)]
        if shown:
            with formatter.section("选项"):
                formatter.write_dl(shown)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这一页说明"
        return option


def _in_chinese(text: str) -> str:
    """What click appends to the help of an option: [required], [1<=x<=64], [default: …]."""
    text = text.replace("[required]", "（必填）")
    return re.sub(r"\[(\d+)<=x<=(\d+)\]", r"（\1 到 \2）", text)


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands with Chinese headings."""

    command_class = ChineseCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        ChineseCommand.format_options(self, ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(60)))
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", "命令 …"]


def complaint(error: click.ClickException) -> str:
    """What is wrong with the command line, in Chinese."""
    match error:
        case click.NoSuchOption():
            near = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项{near}"
        case click.MissingParameter():
            param = error.param
            name = param.human_readable_name if param is not None else ""
            opts = "/".join(param.opts) if isinstance(param, click.Option) else name
            return f"缺少 {opts}"
        case click.BadParameter():
            param = error.param
            name = "/".join(param.opts) if param is not None else ""
            return f"{name} 的内容不对：{_wanted(param)}"
        case click.BadOptionUsage():
            return f"选项“{error.option_name}”后面要有内容"
        case click.UsageError():
            return _usage(error.message)
        case _:
            return error.format_message()


def _wanted(param: click.Parameter | None) -> str:
    """What an option admits."""
    match param.type if param is not None else None:
        case click.Choice(choices=choices):
            return "只能写 " + "、".join(map(str, choices))
        case click.IntRange(min=low, max=high):
            return f"要写 {low} 到 {high} 之间的整数"
        case click.types.IntParamType():
            return "要写一个整数，例如 2024"
        case _:
            return "换一种写法"


def _usage(message: str) -> str:
    if message.startswith("No such command"):
        return "没有" + message.removeprefix("No such command ").strip("'.").join("“”") + "这个命令"
    if message.startswith("Got unexpected extra argument"):
        return "多了内容：" + message.partition("(")[2].rstrip(")")
    return message
