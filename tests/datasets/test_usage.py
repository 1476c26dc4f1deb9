"""Wrong usage of the command line is one sentence in the reader's language, which says where the help is."""

import pytest
import typer

import jingwei
from datasets.console import usage


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("forecast exports --horizon many", "选项 --horizon 的值不能用：应为整数", "'--horizon'"),
        ("forecast exports --format xml", "可选：table、csv、json", "'xml' is not one of"),
        ("forecast exports --horizn 3", "没有选项 --horizn；相近的有 --horizon", "No such option: --horizn"),
        ("forecast exports --horizon", "选项 --horizon 少了值", "requires an argument"),
        ("forecast exports imports", "多余的参数：imports", "(imports)"),
        ("forcast", "没有命令“forcast”；相近的有 forecast", "No such command 'forcast'"),
        ("shwo", "没有命令“shwo”；相近的有 show", "No such command 'shwo'"),
        ("diff one", "缺少参数 b", "Missing argument"),
    ],
)
def test_wrong_usage_is_said_in_both_languages(words, zh, en):
    with pytest.raises(typer.TyperException) as refused:
        jingwei.app(words.split(), standalone_mode=False)
    told = usage.said(refused.value)
    assert zh in told.zh
    assert en in told.en
    assert told.zh.endswith("--help")
    assert told.en.endswith("--help")
    assert "\n" not in told.zh + told.en


def test_a_command_alone_shows_its_help(capsys):
    with pytest.raises(typer.TyperException) as refused:
        jingwei.app([], standalone_mode=False)
    assert usage.said(refused.value) is None
    assert "forecast" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said_in_both_languages(tmp_path):
    with pytest.raises(FileNotFoundError) as missing:
        (tmp_path / "none.csv").read_bytes()
    told = usage.fault(missing.value)
    assert told.zh == f"文件或磁盘不可用：{tmp_path / 'none.csv'}: 没有这个文件或目录"
    assert told.en.endswith("none.csv: No such file or directory")
    assert usage.fault(OSError("odd")).zh.startswith("文件或磁盘不可用")
