"""Japanese names in Chinese characters: told from Chinese names, and read by tables of names.

A Japanese name cannot be read character by character; a name of the tables is one word, whatever
its characters. A Chinese name whose characters happen to be those of a Japanese surname and given
name (金 子豪, Jin Zihao, is not 金子 豪) stays Chinese: where both are possible, only what would be
odd in a Chinese name decides.
"""

from __future__ import annotations

import re

from border_check.names import tables

_HAN = re.compile("[㐀-鿿]")
_KANA = re.compile("[ぁ-ゖァ-ヶー]+")

# The characters of Japan since 1946, each before its older, rarer and mainland Chinese forms.
_FORMS = """
辺邊邉边 斎齋 斉齊齐 沢澤泽 浜濱滨 桜櫻樱 恵惠 広廣广 国國圀 高髙 崎﨑嵜 真眞 徳德 栄榮荣 実實实
竜龍龙 条條 滝瀧 蔵藏 寛寬宽 寿壽 円圓圆 塩鹽盐 壮壯 学學 黒黑 関關关 児兒儿 万萬 与與 縄繩绳
稲稻 桧檜 薮藪 渋澁澀涩 豊豐 団團团 浅淺 島嶋嶌岛 峰峯 秋穐 富冨 横橫 礼禮 静靜 緑綠绿 温溫
鉄鐵铁 荘莊 弥彌 従從 応應应 収收 顕顯显 楽樂乐 薬藥药 亜亞亚 仏佛 総總总 聡聰聪 歓歡欢 観觀观
権權权 勲勳勋 暁曉晓 焼燒烧 尭堯尧 尚尙 将將 帰歸归 郷鄕鄉乡 歩步 渉涉 巌巖 穂穗 恒恆 桑桒 柳栁
館舘馆 検檢 橋桥 樹树 軍军 輔辅 陽阳 純纯 紀纪 紗纱 綾绫 緒绪 織织 結结 絵繪绘 経經经 継繼继
誠诚 譲讓让 詩诗 貴贵 賢贤 飛飞 馬马 駿骏 鳥鸟 鶴鹤 鷹鹰 麗丽 間间 門门 長长 張张 東东 車车 風风
優优 偉伟 倉仓 義义 愛爱 勝胜 華华 蓮莲 蘭兰 進进 遠远 達达 遼辽 鈴铃 錦锦 鎌镰 頼賴赖 順顺 須须
岡冈 剛刚 村邨 杉杦 梅楳 湯汤 満滿满 環环 聖圣 蒼苍 規规 覚覺觉 親亲 調调 貝贝 貞贞 貢贡 賀贺
農农 銀银 陸陆 隠隱隐 韓韩 響响 飯饭 養养 駒驹 魚鱼 鯉鲤 鴨鸭 亀龜龟 歳歲岁 節节 細细
"""
_MODERN = str.maketrans(
    {old: forms[0] for forms in _FORMS.split() for old in forms[1:] if old != forms[0]}
)
_CHINESE_SETS = ("gb2312", "big5")
"""The characters of mainland China, and of Taiwan and Hong Kong. Chinese write a name in one of the
two: 辺, 沢 and 恵 are in neither."""

# With these end surnames that tell of a place, and given names of men; hardly a given name of
# Chinese begins with the former or ends in the latter. General knowledge.
_PLACES = frozenset("田川山野原谷村木島本崎井岡藤口坂尾倉屋部上下浦塚沢橋内畑辺")
_SONS = frozenset("郎介輔也彦夫太奈斗")
_BEYOND_DOUBT = frozenset(("田中",))
"""Surnames of another end, borne by far more people than the Chinese names that begin so."""
_FULL_NAME = 3
"""Characters that a Chinese name has at most, but for few with a surname of two."""


def modern(written: str) -> str:
    """The name in the characters of today's Japan."""
    return written.translate(_MODERN)


def japanese(parts: list[str]) -> dict[str, list[str]]:
    """The parts of a name that are Japanese, each with its reading: Latin letters, or kana.

    Parts in other scripts are no matter, as in MURAKAMI Haruki (村上春樹); kana beside one make it
    Japanese.
    """
    written = [part for part in parts if _HAN.search(part)]
    if len(written) == 2:
        surname, given_name = written
        if not _is_japanese(surname, given_name, parted=True):
            return {}
        return {part: [read] for part, read in zip(written, _read(*written), strict=True)}
    if len(written) != 1:
        return {}
    (part,) = written
    cuts = ((part[:cut], part[cut:]) for cut in range(len(part) - 1, 0, -1))
    whole = next((_read(*names) for names in cuts if _is_japanese(*names)), [])
    if whole:
        return {part: whole}
    return {part: [alone]} if (alone := _alone(part, parts)) else {}


def _alone(part: str, parts: list[str]) -> str:
    """The reading of a surname or given name alone; empty where it may be a whole Chinese name."""
    surname, given_name = (names.get(modern(part), "") for names in (_surnames(), _given_names()))
    if any(_KANA.fullmatch(other) for other in parts):
        return surname or given_name
    if _can_be_chinese(part) and _is_chinese_surname(part[0]):
        return ""
    if _can_be_chinese(part) and len(part) < _FULL_NAME:
        surname = surname if modern(part)[-1] in _PLACES else ""
        given_name = given_name if modern(part)[-1] in _SONS else ""
    return surname or given_name


def _is_japanese(surname: str, given_name: str, parted: bool = False) -> bool:
    """Whether a name is of a Japanese surname and given name, and not one in Chinese."""
    if not all(_read(surname, given_name)):
        return False
    whole = surname + given_name
    if not _can_be_chinese(whole):
        return True
    if _is_chinese_surname(surname) and len(surname) > 1:
        return False
    if not _is_chinese_surname(surname[0]) and surname not in tables.kinds("surnames"):
        return len(whole) >= _FULL_NAME
    if len(whole) > _FULL_NAME or (parted and len(surname) > 1):
        return True
    if len(surname) > 1:
        return modern(surname)[-1] in _PLACES or surname in _BEYOND_DOUBT
    return len(given_name) > 1 and modern(given_name)[-1] in _SONS


def _is_chinese_surname(written: str) -> bool:
    return tables.kinds("surnames").get(written) == "han"


def _can_be_chinese(written: str) -> bool:
    return any(_is_encodable(written, characters) for characters in _CHINESE_SETS)


def _is_encodable(written: str, characters: str) -> bool:
    try:
        written.encode(characters)
    except UnicodeEncodeError:
        return False
    return True


def _read(surname: str, given_name: str) -> list[str]:
    """How the two are read, kana as they are; empty words where they are unknown."""
    read = _given_names().get(modern(given_name), "")
    if not read and _KANA.fullmatch(given_name):
        read = given_name
    return [_surnames().get(modern(surname), ""), read]


def _surnames() -> dict[str, str]:
    return tables.kinds("japanese_surnames")


def _given_names() -> dict[str, str]:
    return tables.kinds("japanese_given_names")
