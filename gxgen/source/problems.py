"""The YAML parser's complaints in Chinese, for what no slip explains."""

from __future__ import annotations

from collections.abc import Mapping

PROBLEMS: Mapping[str, str] = {
    "mapping values are not allowed": "这里多了一个冒号，或者上一行少了冒号",
    "could not find expected ':'": "这一行缺少英文冒号",
    "did not find expected ':'": "这一行缺少英文冒号",
    "did not find expected key": "这一行的缩进与同级不一致，或者上面的引号、括号没有成对",
    "did not find expected '-'": "这一行的缩进与同级不一致",
    "did not find expected ','": "括号里各项之间缺少英文逗号，或者括号没有成对",
    "while parsing a flow node did not find": "括号里多了一个逗号，或者两个逗号之间少了内容",
    "while parsing a block node did not find": "这里多了一个符号；文字以符号开头时要加双引号",
    "expected comment or line break": "“|”或“>”后面不能直接写文字，文字要另起一行",
    "mapping keys are not allowed": "文字以“?”开头时要加双引号",
    "tab character": "这里有制表符（Tab 键），要改成空格",
    "unexpected end of stream": "引号没有成对，文件读到末尾也没有结束",
    "cannot start any token": "这里有一个不能放在开头的符号；文字以符号开头时要加双引号",
    "undefined alias": "以 * 开头的文字要加双引号",
    "block sequence entries": "短横“-”的位置不对：每个“-”要另起一行，后面空一格",
    "quoted scalar": "双引号里有反斜杠“\\”；路径请用单引号",
    "found unknown escape": "双引号里有反斜杠“\\”；路径请用单引号",
    "scanning an a": "以 & 或 * 开头的文字要加双引号",
    "parsing a tag": "以“!”开头的文字要加双引号",
    "scanning a tag": "以“!”开头的文字要加双引号",
    "scanning a directive": "以“%”开头的文字要加双引号",
    "<document start>": "一行的开头是“...”或“%”，程序以为文件到这里结束了；删去这一行",
    "incompatible YAML": "删去“%YAML”这一行",
}
"""Words of the parser → what to tell the clerk; the first that occurs counts."""

OTHERWISE = "程序读到这里读不懂"


def in_chinese(problem: str) -> str:
    """What to tell the clerk of the parser's complaint."""
    return next((text for words, text in PROBLEMS.items() if words in problem), OTHERWISE)
