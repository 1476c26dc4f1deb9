-- Invented names: surnames by their public frequency, given names by sex and generation.

CREATE TABLE family_name AS
WITH listed AS (
    -- bearers in ten thousand, from the ranking the Ministry of Public Security published in 2007, rounded
    SELECT unnest(string_split('王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 萧 蔡 潘 田 董 袁 于 余 叶 蒋 杜 苏 魏 程 吕 丁 沈 任 姚 卢 傅 钟 姜 崔 谭 廖 范 汪 陆 金 石 戴 贾 韦 夏 邱 方 侯 邹 熊 孟 秦 白 江 阎 薛 尹 段 雷 黎 史 龙 陶 贺 顾 毛 郝 龚 邵 万 钱 覃 武 穆 回 欧阳 上官 司马 诸葛', ' ')) AS surname,
           unnest([725, 719, 683, 538, 453, 308, 223, 229, 205, 212, 167, 154, 129, 126, 131, 115, 117, 100, 118, 86, 84, 84, 72, 70, 69, 66, 62, 64, 68, 60, 58, 58, 59, 53, 52, 52, 51, 50, 48, 48, 48, 47, 47, 47, 46, 45, 45, 43, 42, 41, 40, 40, 40, 39, 39, 38, 38, 37, 36, 36, 36, 35, 34, 34, 33, 32, 31, 30, 30, 30, 29, 29, 28, 28, 28, 27, 27, 26, 25, 24, 23, 22, 21, 21, 20, 19, 19, 19, 19, 18, 18, 17, 16, 16, 16, 6, 4, 6, 2, 2, 1]) AS weight),
placed AS (SELECT *, row_number() OVER (ORDER BY weight DESC, surname) AS place FROM listed)
SELECT surname, (sum(weight) OVER (ORDER BY place) - weight)::BIGINT AS after, (sum(weight) OVER ())::BIGINT AS total FROM placed;

-- the characters of given names by sex and generation: favoured ones stand earlier and are drawn more often
CREATE MACRO favoured(pid, place, letters) AS
    substr(letters, 1 + (floor(pow(chance(pid, 'given', place), 1.5) * length(letters)))::INTEGER, 1);
CREATE MACRO given_letters(male, age) AS CASE
    WHEN male AND age > 55 THEN '国建明文志德军华永福庆玉春贵生海平林荣成祥宝树义忠清树根发喜云山东长学金连'
    WHEN male AND age > 25 THEN '伟强磊军勇杰涛超明刚平辉鹏华飞斌波宇浩凯健俊帆旭亮晓鑫龙峰洋林建东海志雷阳博文佳昊翔毅晨'
    WHEN male THEN '宇浩轩子涵睿泽博文昊天梓铭俊熙晨皓佳一诺豪杰奕航瑞嘉懿煜城思远'
    WHEN age > 55 THEN '秀英桂兰玉梅淑珍凤芳红华云琴荣霞香萍敏丽春艳素金月珠翠莲'
    WHEN age > 25 THEN '丽娜静敏艳娟霞芳燕玲婷雪慧颖佳莉红梅琳娜倩媛文欣晓妍晶洁丹玉春洋璐瑶蕾薇'
    ELSE '梓涵欣怡子诗雨萱佳可馨一诺思雅语桐若曦妍悦彤琪依嘉艺宁瑶' END;

CREATE TABLE called AS
WITH headed AS (
    SELECT member.*, hash(getvariable('seed'), hid, 'surname', CASE
            -- a child bears the father's name, a father the head's; wives and mothers their own
            WHEN role IN ('head', 'worker', 'father') THEN 'head' WHEN role = 'spouse' THEN 'spouse'
            WHEN role = 'child' THEN CASE WHEN head_male OR size = 2 THEN 'head' ELSE 'spouse' END ELSE role END) AS draw,
        chance(hid, 'ethnic', CASE WHEN role IN ('spouse', 'mother in law') THEN 1 ELSE 0 END) AS u_ethnic
    FROM member),
surnamed AS (
    SELECT headed.*, surname FROM (SELECT *, (draw % (SELECT any_value(total) FROM family_name))::BIGINT AS seat FROM headed)
        AS headed ASOF JOIN family_name ON seat >= family_name.after),
grouped AS (
    SELECT *, CASE WHEN u_ethnic < 0.015 THEN '03' WHEN u_ethnic < 0.024 THEN '11' WHEN u_ethnic < 0.027 THEN '02'
        WHEN u_ethnic < 0.029 THEN '05' WHEN u_ethnic < 0.030 THEN '10' WHEN u_ethnic < 0.0305 THEN '17' ELSE '01' END AS ethnic_group
    FROM surnamed)
SELECT pid, ethnic_group, CASE WHEN ethnic_group IN ('05', '17') THEN
        CASE WHEN male THEN letter(pid, 1, '阿艾买吐依') || letter(pid, 2, '布迪尔孜明') || letter(pid, 3, '拉力江提江')
             ELSE letter(pid, 1, '阿古热帕迪') || letter(pid, 2, '依丽米提娜') || letter(pid, 3, '古娜汗拉尔') END
        || '·' || letter(hid, 4, '买阿吾艾吐') || letter(hid, 5, '买不斯尔拉') || letter(hid, 6, '提拉尔江洪')
    ELSE surname || favoured(pid, 1, given_letters(male, age))
        || CASE WHEN chance(pid, 'given', 'two') < CASE WHEN age BETWEEN 25 AND 50 THEN 0.68 ELSE 0.90 END
                THEN favoured(pid, 2, given_letters(male, age)) ELSE '' END END AS name
FROM grouped;

-- Decoys: a few workers have another's very name, birth date and sex, and a number of their own.
CREATE TABLE decoy AS
WITH chosen AS (
    SELECT pid, male, row_number() OVER (PARTITION BY male ORDER BY pid) AS place FROM member
    WHERE dormitory AND hash(getvariable('seed'), 'decoy', pid, 'person') % 250 = 0)
SELECT one.pid, other.pid AS original FROM chosen AS one JOIN chosen AS other
    ON one.male = other.male AND one.place = other.place + 1 AND one.place % 2 = 0;
UPDATE member SET birth = original.birth, age = original.age FROM decoy JOIN member AS original ON original.pid = decoy.original
    WHERE member.pid = decoy.pid;
UPDATE called SET name = original.name, ethnic_group = original.ethnic_group
    FROM decoy JOIN called AS original ON original.pid = decoy.original WHERE called.pid = decoy.pid;
