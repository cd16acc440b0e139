"""Areas of Japanese phone numbers and names of countries: data only.

Written by resources/japan/make_phone_area_table.py from the data of libphonenumber (Apache-2.0).
"""

from __future__ import annotations

from typing import Final

# Name, English name, digits after +81; entries are apart by line ends and by semicolons.
JAPANESE_AREAS: Final = """
/Hamamatsu, Shizuoka/53964/53965/53966/53967/53968/53969/53970/53971/53972
/Hamamatsu, Shizuoka/53973/53975/53976/53978/53979
/Omachi, Nagano/26170/26171/26172/26173/26174/26175/26176/26178/26179;いわき/Iwaki, Fukushima/246
えりも/Erimo, Hokkaido/1466;むつ/Mutsu, Aomori/1752/1753/1754;一宮/Ichinomiya, Aichi/586/587
一関/Ichinoseki, Iwate/191;七尾/Nanao, Ishikawa/7675/7676/7677/7678;三宅//4994
三戸/Sannohe, Aomori/179;三春/Miharu, Fukushima/2476/2477/2478;三木/Miki, Hyogo/7946/7947/7948
三本松//8792/8793/8794/8795;三条/Sanjo, Niigata/2562/2563/2564/2565/2566
三次/Miyoshi, Hiroshima/8244/8245/8246;三瀬谷//5987/5988;三田/Sanda, Hyogo/7950/7955/7956/7959
三重/Mie, Oita/9742/9743/9744;上北山/Kamikitayama, Nara/7468;上士幌/Kamishihoro, Hokkaido/1564
上川/Kamikawa, Hokkaido/1658;上田/Ueda, Nagano/268;上越/Joetsu, Niigata/2551/2552/2553/2554
上野//5952/5953/5954/5955/5956/5957;下呂/Gero, Gifu/5762/5763/5764/5765/5766/5767/5768
下市/Shimonoseki, Yamaguchi/7475/7476;下松/Kudamatsu, Yamaguchi/833
下田/Shimoda, Shizuoka/5582/5583/5584/5585/5586
下関/Shimonoseki, Yamaguchi/832/83766/83767/83768/8377/8378
下館/Shimodate, Ibaraki/2962/2963/2964/2965;中之島//9912;中標津/Nakashibetsu, Hokkaido/1534/1537
中津/Nakatsu, Oita/979;中津川/Nakatsugawa, Gifu/5736/5737/5738
中湧別/Nakayubetsu, Hokkaido/1586/1587;中甑//9969;中野/Nakano, Nagano/2692/2693/2694/2695
串本/Kushimoto, Wakayama/7356/7357;丸亀/Marugame, Kagawa/877;丹波柏原//7957/7958
丹生谷//8845/8846;久万/Kumakogen, Ehime/892;久世/Kuse, Okayama/8674/8675/8676
久喜/Kuki, Saitama/480;久慈/Kuji, Iwate/1945/1946/1947;久留米/Kurume, Fukuoka/942;久賀//8207/8208
亀山/Kameyama, Mie/5958/5959;亀岡/Kameoka, Kyoto/7712/7713/7714/7715
二戸/Ninohe, Iwate/1952/1953/1954/1955;二本松/Nihonmatsu, Fukushima/243
五所川原/Goshogawara, Aomori/1732/1733/1734/1735/1736;五条//7472/7473/7474
井原/Ibara, Okayama/8666/8667/8668;京都/Kyoto, Kyoto/75
人吉/Hitoyoshi, Kumamoto/9662/9663/9664/9665;今市/Imabari, Ehime/288;今治/Imabari, Ehime/898
今津/Imazu, Shiga/740;今金/Imakane, Hokkaido/1378
仙台/Sendai, Miyagi/222/2230/2234/2235/2236/2237/2238/2239/227;伊万里/Imari, Saga/9552/9553/9554
伊予三島/Iyomishima, Ehime/896;伊勢/Ise, Mie/596;伊勢崎/Isesaki, Gunma/270;伊東/Ito, Shizuoka/557
伊豆大島//4992;伊達/Date, Hokkaido/142;伊那/Ina, Nagano/2656/2657/2658/2659;会津山口//2417/2418
会津若松/Aizuwakamatsu, Fukushima/242;伯方/Hakata, Ehime/8977/8978;佐世保/Sasebo, Nagasaki/956
佐久/Saku, Nagano/2675/2676/2677/2678/2679;佐伯/Saiki, Oita/9722/9723/9724/9725
佐原/Sawara, Chiba/478;佐川/Sakawa, Kochi/8892/8893;佐渡/Sado, Niigata/259;佐賀/Saga, Saga/952
佐野/Sano, Tochigi/2832/2835/2836/2837/2838/2839;余市/Yoichi, Hokkaido/1352/1353/1354
修善寺大仁//5587/5588/5589;倉吉/Kurayoshi, Tottori/8582/8583/8584/8585/8586
倉敷/Kurashiki, Okayama/864/8652/86552/86553/86691/86697/86698
倶知安/Kutchan, Hokkaido/1362/1363/1364/1365;備前/Bizen, Okayama/8696/8697/8698/86992/86993
八丈島//4996;八代/Yatsushiro, Kumamoto/965;八女/Yame, Fukuoka/9432/9433/9434/9435
八尾/Yao, Osaka/729;八幡浜/Yawatahama, Ehime/8942/8943/8944/8945;八戸/Hachinohe, Aomori/178
八日市/Yokaichi, Shiga/7482/7483/7484/7485
八日市場/Yokaichiba, Chiba/47950/47955/47957/4796/4797/4798;八王子/Hachioji, Tokyo/426
八重山/Yaeyama District, Okinawa/9808/9809;八雲/Yakumo, Hokkaido/1375/1376/1377
八鹿//7960/7966/7967;六日町/Muika, Niigata/2571/2577/2578;出水/Izumi, Kagoshima/9966/9967/9968
出雲/Izumo, Shimane/853;函館/Hakodate, Hokkaido/138;刈谷/Kariya, Aichi/566;別府/Beppu, Oita/977
利尻礼文//1638/1639;前原/Maebaru, Fukuoka/9232/9233;前橋/Maebashi, Gunma/272/2780/2788/2789
加世田/Kaseda, Kagoshima/9935/9936/9937/9938;加古川/Kakogawa, Hyogo/7940/7942/7943/7944/7945/7949
加治木/Kajiki, Kagoshima/9954/9955/9956/9957;加計/Kake, Hiroshima/8262/8263
加賀/Kaga, Ishikawa/7617/7618;北上/Kitakami, Iwate/1976/1977/1978
北九州/Kitakyushu, Fukuoka/932/933/934/935/936/937/938/939;北見/Kitami, Hokkaido/157
北見枝幸//1636/1637;十勝池田//1551/1557;十勝清水//1566/1567;十和田/Towada, Aomori/176
十日町/Tokamachi, Niigata/2575/2576/2580;十津川/Totsukawa, Nara/7466;千代田//8266/8267/8268
千歳/Chitose, Hokkaido/1232/1233/1234/1236;千葉/Chiba, Chiba/432/433/434;半田/Handa, Aichi/569
南大東/Minamidaito, Okinawa/9802;厚岸/Akkeshi, Hokkaido/1535/1536;厚木/Atsugi, Kanagawa/462/464
原町/Hobara, Fukushima/244;厳原//9205;古川//229;古河/Koga, Ibaraki/280
吉田/Fujiyoshida, Yamanashi/555;吉野/Yoshino, Nara/7463/7464/7465;名古屋/Nagoya, Aichi/52
名寄/Nayoro, Hokkaido/1654/1655;名瀬/Naze, Kagoshima/9975/9976;名護/Nago, Okinawa/9803/9804/9805
呉/Kure, Hiroshima/823;和歌山/Wakayama, Wakayama/734;和歌山橋本//7362/7363/7364/7365
和泉/Izumi, Osaka/725;唐津/Karatsu, Saga/9555/9556/9557/9558;喜多方/Kitakata, Fukushima/2412/2413
四日市/Yokkaichi, Mie/593;因島/Innoshima, Hiroshima/845;国分寺/Kokubunji, Tokyo/4220/423/4240
国東/Kunisaki, Oita/9787/9788;園部/Sonobe, Kyoto/7716/7717/7718;土佐中村//8803/8804/8805
土佐山田//8875/8876;土佐清水/Tosashimizu, Kochi/8808/88095/88096/88097/88098/88099
土庄/Tonosho, Kagawa/8796/8797/8798;土浦/Tsuchiura, Ibaraki/298;堺/Sakai, Osaka/722/723
士別/Shibetsu, Hokkaido/1652/1653;夕張/Yubari, Hokkaido/1235/12390/12391/12392/12393/12394
多治見/Tajimi, Gifu/572;大分/Oita, Oita/975;大原//4706/4707/4708;大口/Okuchi, Kagoshima/9952/9953
大和榛原//7458/7459;大和高田/Yamatotakada, Nara/744/7452/7453/7454/7455/7456/7457
大垣/Ogaki, Gifu/584;大子/Daigo, Ibaraki/2957;大曲/Omagari, Akita/1876/1877/1878
大月/Otsuki, Yamanashi/554;大根占//9942/9949;大河原/Ogawara, Miyagi/2245/2246/2247/2248
大津/Otsu, Shiga/775;大洲/Ozu, Ehime/893;大瀬戸/Oseto, Nagasaki/9592/9593/9599
大田原/Otawara, Tochigi/2872/2873/2874/2875/28798;大町//2617
大町/Omachi, Nagano/2612/2613/2614/2615/2616/2618/2619;大船渡/Ofunato, Iwate/192
大野/Ono, Gifu/779;大阪/Osaka, Osaka/61/62/63/64/65/66/67/68/69;大館/Odate, Akita/1864/1865/1869
天塩/Teshio, Hokkaido/1632;天竜//53960/53961/53962/53963/53974/53977/5399
天草/Amakusa, Kumamoto/969;太田/Ota, Gunma/276;奈良/Nara, Nara/742/743
奥尻/Okushiri, Hokkaido/1397;姫路/Himeji, Hyogo/792/793;宇和/Uwajima, Ehime/8946/8947/8948/8949
宇和島/Uwajima, Ehime/8952/8953/8954/8955/8956;宇治/Uji, Kyoto/774
宇部/Ube, Yamaguchi/8362/8363/8364/8365/8366/8367/8368/8369
宇都宮/Utsunomiya, Tochigi/281/2830/2833/2834/286/2890/2892/2893/2894
宇都宮/Utsunomiya, Tochigi/2895;安塚/Yasuzuka, Niigata/2550/2559;安来/Yasugi, Shimane/8542/8543
安芸/Aki, Kochi/8873/8874;安芸吉田//8264/8265;宗像/Munakata, Fukuoka/940
室戸/Muroto, Kochi/8872/8879;室蘭/Muroran, Hokkaido/143;宮古/Miyako, Iwate/1936/1937/1938/1939
宮崎/Miyazaki, Miyazaki/985;宮津/Miyazu, Kyoto/7722/7723/7724/7725;宿毛/Sukumo, Kochi/8806/8807
富士/Fuji, Shizuoka/545;富士宮/Fujinomiya, Shizuoka/544;富山/Toyama, Toyama/764
富岡/Tomioka, Gunma/2746/2747/2748;富田林/Tondabayashi, Osaka/721;富良野/Furano, Hokkaido/167
寒河江/Sagae, Yamagata/2376/2377/2378;寝屋川/Neyagawa, Osaka/7230/7238/7239/728;対馬佐賀//9208
寿都/Suttsu, Hokkaido/1366/1367;小出//2570/2579;小山/Oyama, Tochigi/2852/2853/2854/2855/2859
小松/Komatsu, Ishikawa/7612/7613/7614/7615/7616;小松島/Komatsushima, Tokushima/885
小林/Kobayashi, Miyazaki/984;小樽/Otaru, Hokkaido/134;小浜/Obama, Fukui/7705/7706/7707
小田原/Odawara, Kanagawa/460/465;小笠原/Ogasawara, Tokyo/4998;小諸/Komoro, Nagano/2672/2673/2674
小郡/Ogori, Yamaguchi/8360/8391/8397/8398;尾張横須賀//562;尾道/Onomichi, Hiroshima/848/8490/8493
尾鷲/Owase, Mie/5972/5973/5974;屋久島/Yakushima, Kagoshima/9974;山口/Yamaguchi, Yamaguchi/839
山形/Yamagata, Yamagata/236;山梨/Yamanashi, Yamanashi/553;山鹿/Yamaga, Kumamoto/9682/9683/9684
岐阜/Gifu, Gifu/582/583;岡山/Okayama, Okayama/862/8680/8689/8690/8694
岡山瀬戸/Seto, Okayama/8660/8695/86994/86995/86996/86997/86998/86999;岡崎/Okazaki, Aichi/564
岩内/Iwanai, Hokkaido/1356/1357;岩出/Iwade, Wakayama/7366/7367/7368;岩国/Iwakuni, Yamaguchi/827
岩手/Iwate, Iwate/1956/1957/1958;岩沼/Iwanuma, Miyagi/2232/2233
岩泉/Iwaizumi, Iwate/1942/1943/1944;岩見沢/Iwamizawa, Hokkaido/126;岸和田貝塚//724
峰山//7726/7727/7728;島原/Shimabara, Nagasaki/9576/9577/9578;島田/Shimada, Shizuoka/547
嶺北//8877/8878;川内/Satsumasendai, Kagoshima/9962/9963/9964/9965;川口/Kawaguchi, Saitama/482/484
川崎/Kawasaki, Kanagawa/44;川本/Kawamoto, Shimane/8557/8558/8559;川越/Kawagoe, Saitama/492
巻//2567/2568/2569;市原/Ichihara, Chiba/436;市川/Ichikawa, Chiba/473/4770/4771/4772
帯広/Obihiro, Hokkaido/1552/1553/1554/1555/1556/1559;常陸大宮/Hitachi-Omiya, Ibaraki/2955/2956
常陸太田/Hitachiota, Ibaraki/294;平塚/Hiratsuka, Kanagawa/463;平戸/Hirado, Nagasaki/950
広尾/Hiroo, Hokkaido/1558;広島/Hiroshima, Hiroshima/822/825/828/8290/8292/82941/82942/82943/8296
広島/Hiroshima, Hiroshima/8299;庄原/Shobara, Hiroshima/8247/8248
府中/Fuchu, Hiroshima/8474/8475/8476
延岡/Nobeoka, Miyazaki/9822/9823/9824/98290/98291/98292/98293/98294
廿日市/Hatsukaichi, Hiroshima/82920/8293/8294/8295/8297/8298;弘前/Hirosaki, Aomori/172
弟子屈/Teshikaga, Hokkaido/1541/1548;当別/Tobetsu, Hokkaido/1332/1333
彦根/Hikone, Shiga/7492/7493/7494;御坊/Gobo, Wakayama/738;御殿場/Gotenba, Shizuoka/550
御荘/Misho, Ehime/8957/8958;徳之島/Tokunoshima, Kagoshima/9978/9979;徳山/Tokuyama, Yamaguchi/834
徳島/Tokushima, Tokushima/886;志布志/Shibushi, Kagoshima/9940/9947/9948
恵那/Ena, Gifu/5732/5733/5734/5735;成田/Narita, Chiba/476;所沢/Tokorozawa, Saitama/420/429
指宿/Ibusuki, Kagoshima/9932/9933/9934;掛合/Kakeya, Shimane/8546/8547;掛川/Kakegawa, Shizuoka/537
揖斐川/Ibigawa, Gifu/585;播磨山崎//7906/7907/7908;敦賀/Tsuruga, Fukui/7702/7703/7704
斜里/Shari, Hokkaido/1522/1523;新井//2557/2558;新城/Shinshiro, Aichi/5362/5363
新宮/Shingu, Fukuoka/7352/7353/7354/7355;新居浜/Niihama, Ehime/8972/8973/8974/8975/8976
新庄/Shinjo, Yamagata/233;新津/Niitsu, Niigata/250;新潟/Niigata, Niigata/252/253
新発田/Shibata, Niigata/2542/2543/2544;新見/Niimi, Okayama/8677/8678/8679
日南/Nichinan, Miyazaki/987;日向/Hyuga, Miyazaki/9825/9826/98295/98296/98297/98298/98299
日田/Hita, Oita/9732/9733/9734/9735;早来/Hayakita, Hokkaido/1452/1453
旭川/Asahikawa, Hokkaido/166;春日井/Kasugai, Aichi/568;有川//9594/9595
木古内/Kikonai, Hokkaido/1392;木更津/Kisarazu, Chiba/438/439;木曾福島//2642/2643/2644/2645
木次/Kisuki, Shimane/8544/8545;木江/Mima, Tokushima/8466/8467;本別/Honbetsu, Hokkaido/1562/1563
本庄/Honjo, Saitama/495;本荘/Yurihonjo, Akita/184;札幌/Sapporo, Hokkaido/11
村上/Murakami, Niigata/2545/2546/2547/25480/25481/25482/25483/25484
村山/Murayama, Yamagata/2372/2373/2374/2375;東京/Tokyo/3;東城/Tojo, Hiroshima/8477/8478/8479
東広島/Higashi-ku, Hiroshima/8240/8242/8243/8249;東松山/Higashimatsuyama, Saitama/493
東金/Togane, Chiba/4755/4756/4757/4758;杵築/Kitsuki, Oita/9786/9789
松前/Matsumae, Hokkaido/1393/1394;松山/Matsuyama, Ehime/899;松本/Matsumoto, Nagano/263;松橋//964
松江/Matsue, Shimane/852;松阪/Matsusaka, Mie/5982/5983/5984/5985/5986;柏/Kashiwa, Chiba/471
柏崎/Kashiwazaki, Niigata/2572/2573/2574;柳井/Yanai, Yamaguchi/8202/8203/8204/8205/8206
柳津/Yanaizu, Fukushima/2414/2415/24196/24197;栃木/Tochigi, Tochigi/282
栗山/Kuriyama, Hokkaido/1237/1238/12395/12396/12397/12398/12399;根室/Nemuro, Hokkaido/1532/1533
根室標津//1538/1539;根雨//8597/8598;桐生/Kiryu, Gunma/277;桑名/Kuwana, Mie/594
森/Mori, Hokkaido/1374;榛原/Haibara, Shizuoka/548;横手/Yokote, Akita/182
横浜/Yokohama, Kanagawa/45;横須賀/Yokosuka, Kanagawa/468;武生/Takefu, Fukui/778
武蔵野三鷹//4222/4223/4224/4225/4226/4227/4228/4229/424;武雄/Takeo, Saga/9542/9543/9544
気仙沼/Kesennuma, Miyagi/226;水俣/Minamata, Kumamoto/9666/9667/9668
水口/Minakuchi, Shiga/7486/7487/7488;水戸/Mito, Ibaraki/2917/292/2930/2935/2936/2937/2938/2939
水沢/Mizusawa, Iwate/1972/1973/1974/1975;水海道//2972/2973/2974/2975
江差/Esashi, Hokkaido/1395/1396;江津/Gotsu, Shimane/8555/8556;池田/Ikeda, Osaka/727
沖縄宮古//9806/9807;沼津/Numazu, Shizuoka/559;沼田/Numata, Gunma/2782/2783/2784/2785/2786/2787
津/Tsu, Mie/591/592/5999;津名/Tsuna, Hyogo/7996/7997/7998;津和野/Tsuwano, Shimane/8567/8568
津山/Tsuyama, Okayama/8682/8683/8684/8685/8686;津島/Tsushima, Aichi/567
津川/Tsugawa, Niigata/25485/25486/25487/25488/25489/2549;洲本/Sumoto, Hyogo/7992/7993/7994/7995
浜坂/Hamasaka, Hyogo/7968/7969;浜松//5396/5397
浜松/Hamamatsu, Shizuoka/534/535/5392/5393/5394/5395/5398;浜田/Hamada, Shimane/8552/8553/8554
浜頓別/Hamatonbetsu, Hokkaido/1634/1635;浦和/Urawa, Saitama/486/487/488
浦河/Urakawa, Hokkaido/1462/1463;海士/Ama, Shimane/8514
渋川/Shibukawa, Gunma/2792/2793/2794/2795/2796/2797;湯沢/Yuzawa, Akita/183
湯浅/Yuasa, Wakayama/737;滝川/Takikawa, Hokkaido/125;潮来/Itako, Ibaraki/2996/2997/2998/2999
瀬戸/Seto, Aichi/561;瀬戸内/Setouchi, Kagoshima/9977;瀬高/Setaka, Fukuoka/944
烏山/Nasukarasuyama, Tochigi/2878/2879;焼尻//1648;熊本/Kumamoto, Kumamoto/962/963
熊本一の宮//9672/9673/9674/9675;熊石/Kumaishi, Hokkaido/1398;熊谷/Kumagaya, Saitama/485
熊野/Kumano, Mie/5977/5978/5979;牟岐//8847/8848;玉名/Tamana, Kumamoto/9685/9686/9687/9688
玉野/Tamano, Okayama/863;玖珠/Kusu, Oita/9737/9738;甘木/Amagi, Fukuoka/946
田万川/Tamagawa, Yamaguchi/8387/8388;田主丸/Tanushimaru, Fukuoka/9437/9438;田原/Tahara, Aichi/531
田島/Tajima, Fukushima/2416/2419;田川/Tagawa, Fukuoka/947;田辺/Tanabe, Wakayama/739
甲山//8472/8473;甲府/Kofu, Yamanashi/552;男鹿/Oga, Akita/1852/1853/1854
留萌/Rumoi, Hokkaido/1644/1645;白河/Shirakawa, Fukushima/2482/2483/2484/2485
白石/Shiroishi, Miyagi/2242/2243/2244;白糠/Shiranuka, Hokkaido/1547
益田/Masuda, Shimane/8562/8563/8564/8565;盛岡/Morioka, Iwate/196/199;直方/Nogata, Fukuoka/949
相模原/Sagamihara, Kanagawa/427/4281/4285/4286;相生/Aioi, Hyogo/7912/7914/7915
真岡/Mooka, Tochigi/2856/2857/2858;矢部//9677/9678;石岡/Ishioka, Ibaraki/2992/2993/2994/2995
石川/Ishikawa, Fukushima/2472/2473/2474/2475;石巻/Ishinomaki, Miyagi/225
石狩/Ishikari, Hokkaido/1336/1337;石狩深川//1642/1643;石見大田//8548/8549;硫黄島//9913
磐城富岡//240;磐田/Iwata, Shizuoka/538;神岡/Kamioka, Akita/578;神戸/Kobe, Hyogo/78
福井/Fukui, Fukui/776;福山/Fukuyama, Hiroshima/849
福岡/Fukuoka, Fukuoka/922/923/924/925/926/927/928/929;福島/Fukushima, Fukushima/245
福崎/Fukusaki, Hyogo/7902/7903/7904/7905;福江/Fukue, Nagasaki/9596/9597/9598;福渡//8672/8673
福知山/Fukuchiyama, Kyoto/7732/7733/7734/7735;福野/Fukuno, Toyama/763;秋田/Akita, Akita/188
秩父/Chichibu, Saitama/494;稚内/Wakkanai, Hokkaido/162;種子島//9972/9973
窪川//8802/88090/88091/88092/88093/88094;立川/Tachikawa, Tokyo/425/4280/4284
竜ケ崎//2976/2977/2978/2979;竜野//7916/7917;竹原/Takehara, Hiroshima/8462/8463/8464
竹田/Taketa, Oita/9746/9747;笠岡/Kasaoka, Okayama/8656/8657;笠間/Kasama, Ibaraki/2967/2968
築館//228;米子/Yonago, Tottori/8592/8593/8594/8595/8596
米沢/Yonezawa, Yamagata/2382/2383/2384/2385/2389;糸魚川/Itoigawa, Niigata/2555/2556/2560
紋別/Monbetsu, Hokkaido/1582/1583;網走/Abashiri, Hokkaido/1524/1525/1526
総社/Soja, Okayama/8663/8669;美作/Mimasaka, Okayama/8687/8688;美幌/Bihoro, Hokkaido/1527/1528
美深/Bifuka, Hokkaido/1656;美濃加茂/Minokamo, Gifu/5742/5743/5744/5745/5746;美濃白川//5747/5748
美祢/Mine, Yamaguchi/8375/8376;羽咋/Hakui, Ishikawa/7672/7673/7674
羽幌/Haboro, Hokkaido/1646/1647;能代/Noshiro, Akita/1855/1856/1857/1858
能都/Noto, Ishikawa/7686/7687/7688;脇町/Mima, Tokushima/8835/8836;臼杵/Usuki, Oita/9726/9727/9728
興部/Okoppe, Hokkaido/1588/1589;舞鶴/Maizuru, Kyoto/7736/7737/7738
船橋/Funabashi, Chiba/474/4775/4776/4777;芦別/Ashibetsu, Hokkaido/124
花巻/Hanamaki, Iwate/1982/1983/1984;苫小牧/Tomakomai, Hokkaido/144
茂原/Mobara, Chiba/4752/4753/4754;茨木/Ibaraki, Osaka/726;草加/Soka, Saitama/489
荘川/Shokawa, Gifu/5769;萩/Hagi, Yamaguchi/8382/8383/8384/8385
藤岡/Fujioka, Gunma/2742/2743/2744/2745;藤沢/Fujisawa, Kanagawa/466/467;蟹田/Kanita, Aomori/174
行橋/Yukuhashi, Fukuoka/930;西宮/Nishinomiya, Hyogo/797/798;西尾/Nishio, Aichi/563
西脇/Nishiwaki, Hyogo/7952/7953/7954;観音寺/Kan'onji, Kagawa/875
角館/Kakunodate, Akita/1873/1874/1875;設楽/Shitara, Aichi/5366/5367/5368;諏訪/Suwa, Nagano/266
諫早/Isahaya, Nagasaki/9572/9573/9574/9575;豊岡/Toyooka, Hyogo/7962/7963/7964/7965
豊後高田/Bungotakada, Oita/9782/9783/9784/9785;豊橋/Toyohashi, Aichi/532/533
豊田/Toyota, Aichi/565;足利/Ashikaga, Tochigi/284;身延/Minobu, Yamanashi/5566
輪島/Wajima, Ishikawa/7682/7683/7684/7685;迫//220;遠軽/Engaru, Hokkaido/1584/1585
遠野/Tono, Iwate/1986/1987;邑久/Oku, Okayama/8692/8693;那覇/Naha, Okinawa/988/989
郡上八幡//5756/5757/5758;郡家/Koge, Tottori/8587/8588;郡山/Koriyama, Fukushima/249;郷ノ浦//9204
都城/Miyakonojo, Miyazaki/986;酒田/Sakata, Yamagata/234;野辺地/Noheji, Aomori/1756/1757
金沢/Kanazawa, Ishikawa/762;釜石/Kamaishi, Iwate/1932/1933/1934/1935
釧路/Kushiro, Hokkaido/1542/1543/1544/1545/1546/1549;鉾田/Hokota, Ibaraki/2911/2913/2914
銚子/Choshi, Chiba/4792/4793/4794/4795;長井/Nagai, Yamagata/2386/2387/2388
長岡/Nagaoka, Niigata/2582/2583/2584/2585/2586/2587/2588/2589;長崎/Nagasaki, Nagasaki/958
長浜/Nagahama, Shiga/7495/7496/7497/7498;長野//26177
長野/Nagano, Nagano/262/2640/2646/2647/2648/2649;長野原/Naganohara, Gunma/2798/2799
長門/Nagato, Yamaguchi/8372/8373/8374;門別富川//1456/1457;関/Sekigahara, Gifu/5752/5753/5754/5755
防府/Hofu, Yamaguchi/835;阿児/Ago, Mie/5994/5995/5996/5997/5998
阿南/Anan, Tokushima/8842/8843/8844;阿南町/Anan, Nagano/260;阿波池田//8837/8838
隠岐の島/Okinoshima, Shimane/8512;青梅/Ome, Tokyo/4282/4283/4287/4288/4289
青森/Aomori, Aomori/177;静内/Shizunai, Hokkaido/1464/1465;静岡/Shizuoka, Shizuoka/542/543/546/549
韮崎/Nirasaki, Yamanashi/551;須崎/Susaki, Kochi/8894/8895/8896
須賀川/Sukagawa, Fukushima/2486/2487/2488/2489;飯塚/Iizuka, Fukuoka/948
飯山/Iiyama, Nagano/2696/2697/2698;飯田/Iida, Nagano/2652/2653/2654/2655
飯能/Hanno, Saitama/4291/4297/4298;館山/Tateyama, Chiba/4702/4703/4704/4705
高千穂/Takachiho, Miyazaki/9827/9828;高富//581;高山/Takayama, Gifu/577;高岡/Takaoka, Toyama/766
高崎/Takasaki, Gunma/273;高松/Takamatsu, Kagawa/878;高梁/Takahashi, Okayama/8662/8664/8665
高森/Takamori, Kumamoto/9676/9679;高知/Kochi, Kochi/888;高萩/Takahagi, Ibaraki/2932/2933/2934
高鍋/Takanabe, Miyazaki/983;魚津/Uozu, Toyama/765;鰍沢青柳//5562/5563/5564/5565;鰺ケ沢//1737/1738
鳥取/Tottori, Tottori/857;鳥羽/Toba, Mie/5992/5993;鴨島/Kamojima, Tokushima/8832/8833/8834
鴨川/Kamogawa, Chiba/4700/4701/4709;鴨方/Kamogata, Okayama/8654/8655
鵡川/Mukawa, Hokkaido/1454/1455;鶴岡/Tsuruoka, Yamagata/235;鷹巣/Takanosu, Akita/1866/1867/1868
鹿児島/Kagoshima, Kagoshima/992/99331/99343/99345/99347/998
鹿屋/Kanoya, Kagoshima/9943/9944/9945/9946;鹿島/Kashima, Saga/9546/9547
鹿沼/Kanuma, Tochigi/2896/2897/2898/2899;鹿角/Kazuno, Akita/1862/1863;鹿部/Shikabe, Hokkaido/1372
黒磯/Kuroiso, Tochigi/2876/2877
"""
# Region code, Japanese name, English name; entries are apart by line ends and by semicolons.
COUNTRIES: Final = """
AD/アンドラ/Andorra;AE/アラブ首長国連邦/United Arab Emirates;AF/アフガニスタン/Afghanistan
AG/アンチグアバーブーダ/Antigua and Barbuda;AI/アンギラ/Anguilla;AL/アルバニア/Albania
AM/アルメニア/Armenia;AN/オランダ領アンティル諸島/Netherlands Antilles;AO/アンゴラ/Angola
AQ/南極/Antarctica;AR/アルゼンチン/Argentina;AS/アメリカンサモア/American Samoa
AT/オーストリア/Austria;AU/オーストラリア/Australia;AW/アルバ島/Aruba
AX/オーランド諸島/Åland Islands;AZ/アゼルバイジャン/Azerbaijan
BA/ボスニア・ヘルツェゴビナ/Bosnia and Herzegovina;BB/バルバドス/Barbados
BD/バングラデシュ/Bangladesh;BE/ベルギー/Belgium;BF/ブルキナファソ/Burkina Faso
BG/ブルガリア/Bulgaria;BH/バーレーン/Bahrain;BI/ブルンジ/Burundi;BJ/ベニン/Benin
BL/サンバルテルミー/Saint Barthélemy;BM/バーミューダ諸島/Bermuda;BN/ブルネイ/Brunei
BO/ボリビア/Bolivia
BQ/ボネール、シントユースタティウスおよびサバ/Bonaire, Sint Eustatius and Saba;BR/ブラジル/Brazil
BS/バハマ/Bahamas;BT/ブータン/Bhutan;BV/ブーベ島/Bouvet Island;BW/ボツワナ/Botswana
BY/ベラルーシ/Belarus;BZ/ベリーズ/Belize;CA/カナダ/Canada;CC/ココス諸島/Cocos Islands
CD/コンゴ民主共和国/The Democratic Republic Of Congo
CF/中央アフリカ共和国/Central African Republic;CG/コンゴ/Congo;CH/スイス/Switzerland
CI/コートジボアール/Côte d'Ivoire;CK/クック諸島/Cook Islands;CL/チリ/Chile;CM/カメルーン/Cameroon
CN/中華人民共和国/China;CO/コロンビア/Colombia;CR/コスタリカ/Costa Rica;CU/キューバ/Cuba
CV/カーボベルデ/Cape Verde;CW/キュラソー/Curaçao;CX/クリスマス島/Christmas Island
CY/キプロス/Cyprus;CZ/チェコ/Czech Republic;DE/ドイツ/Germany;DJ/ジブチ/Djibouti
DK/デンマーク/Denmark;DM/ドミニカ国/Dominica;DO/ドミニカ共和国/Dominican Republic
DZ/アルジェリア/Algeria;EC/エクアドル/Ecuador;EE/エストニア/Estonia;EG/エジプト/Egypt
EH/西サハラ/Western Sahara;ER/エリトリア/Eritrea;ES/スペイン/Spain;ET/エチオピア/Ethiopia
FI/フィンランド/Finland;FJ/フィジー/Fiji;FK/フォークランド諸島/Falkland Islands
FM/ミクロネシア/Micronesia;FO/フェロー諸島/Faroe Islands;FR/フランス/France;GA/ガボン/Gabon
GB/イギリス/United Kingdom;GD/グレナダ/Grenada;GE/グルジア/Georgia;GF/仏領ギアナ/French Guiana
GG/ガーンジー/Guernsey;GH/ガーナ/Ghana;GI/ジブラルタル/Gibraltar;GL/グリーンランド/Greenland
GM/ガンビア/Gambia;GN/ギニア/Guinea;GP/グアドループ/Guadeloupe;GQ/赤道ギニア/Equatorial Guinea
GR/ギリシア/Greece
GS/サウスジョージア島・サウスサンドウィッチ島/South Georgia And The South Sandwich Islands
GT/グアテマラ/Guatemala;GU/グアム/Guam;GW/ギニアビサウ/Guinea-Bissau;GY/ガイアナ/Guyana
HK/香港/Hong Kong;HM/ハード・マクドナルド諸島/Heard Island And McDonald Islands
HN/ホンジュラス/Honduras;HR/クロアチア/Croatia;HT/ハイチ/Haiti;HU/ハンガリー/Hungary
ID/インドネシア/Indonesia;IE/アイルランド/Ireland;IL/イスラエル/Israel;IM/マン島/Isle Of Man
IN/インド/India;IO/英領インド洋地域/British Indian Ocean Territory;IQ/イラク/Iraq;IR/イラン/Iran
IS/アイスランド/Iceland;IT/イタリア/Italy;JE/ジャージー/Jersey;JM/ジャマイカ/Jamaica
JO/ヨルダン/Jordan;JP/日本/Japan;KE/ケニア/Kenya;KG/キルギスタン/Kyrgyzstan
KH/カンボジア/Cambodia;KI/キリバス/Kiribati;KM/コモロ/Comoros
KN/セントクリストファー・ネイビス/Saint Kitts And Nevis;KP/朝鮮民主主義人民共和国/North Korea
KR/大韓民国/South Korea;KW/クウェート/Kuwait;KY/ケイマン諸島/Cayman Islands
KZ/カザフスタン/Kazakhstan;LA/ラオス/Laos;LB/レバノン/Lebanon;LC/セントルシア/Saint Lucia
LI/リヒテンシュタイン/Liechtenstein;LK/スリランカ/Sri Lanka;LR/リベリア/Liberia;LS/レソト/Lesotho
LT/リトアニア/Lithuania;LU/ルクセンブルク/Luxembourg;LV/ラトビア/Latvia;LY/リビア/Libya
MA/モロッコ/Morocco;MC/モナコ/Monaco;MD/モルドバ/Moldova;ME/モンテネグロ/Montenegro
MF/サンマルタン/Saint Martin;MG/マダガスカル/Madagascar;MH/マーシャル諸島/Marshall Islands
MK/マケドニア/Macedonia;ML/マリ/Mali;MM/ミャンマー/Myanmar;MN/モンゴル/Mongolia;MO/マカオ/Macao
MP/北マリアナ諸島/Northern Mariana Islands;MQ/マルティニーク島/Martinique
MR/モーリタニア/Mauritania;MS/モントセラト島/Montserrat;MT/マルタ/Malta;MU/モーリシャス/Mauritius
MV/モルディブ/Maldives;MW/マラウイ/Malawi;MX/メキシコ/Mexico;MY/マレーシア/Malaysia
MZ/モザンビーク/Mozambique;NA/ナミビア/Namibia;NC/ニューカレドニア/New Caledonia
NE/ニジェール/Niger;NF/ノーフォーク島/Norfolk Island;NG/ナイジェリア/Nigeria
NI/ニカラグア/Nicaragua;NL/オランダ/Netherlands;NO/ノルウェー/Norway;NP/ネパール/Nepal
NR/ナウル/Nauru;NU/ニウエ島/Niue;NZ/ニュージーランド/New Zealand;OM/オマーン/Oman
PA/パナマ/Panama;PE/ペルー/Peru;PF/仏領ポリネシア/French Polynesia
PG/パプアニューギニア/Papua New Guinea;PH/フィリピン/Philippines;PK/パキスタン/Pakistan
PL/ポーランド/Poland;PM/サンピエール島・ミクロン島/Saint Pierre And Miquelon
PN/ピトケアン島/Pitcairn;PR/プエルトリコ/Puerto Rico;PS/パレスチナ/Palestine
PT/ポルトガル/Portugal;PW/パラオ/Palau;PY/パラグアイ/Paraguay;QA/カタール/Qatar
RE/レユニオン/Reunion;RO/ルーマニア/Romania;RS/セルビア/Serbia;RU/ロシア/Russia
RW/ルワンダ/Rwanda;SA/サウジアラビア/Saudi Arabia;SB/ソロモン諸島/Solomon Islands
SC/セイシェル/Seychelles;SD/スーダン/Sudan;SE/スウェーデン/Sweden;SG/シンガポール/Singapore
SH/セントヘレナ島/Saint Helena;SI/スロベニア/Slovenia
SJ/スバールバル諸島・ヤンマイエン島/Svalbard And Jan Mayen;SK/スロバキア/Slovakia
SL/シエラレオネ/Sierra Leone;SM/サンマリノ/San Marino;SN/セネガル/Senegal;SO/ソマリア/Somalia
SR/スリナム/Suriname;SS/南スーダン/South Sudan;ST/サントメ・プリンシペ/Sao Tome And Principe
SV/エルサルバドル/El Salvador;SX/シントマールテン(オランダ領)/Sint Maarten (Dutch part)
SY/シリア/Syria;SZ/スワジランド/Swaziland;TC/タークス諸島・カイコス諸島/Turks And Caicos Islands
TD/チャド/Chad;TF/フランス領極南諸島/French Southern Territories;TG/トーゴ/Togo;TH/タイ/Thailand
TJ/タジキスタン/Tajikistan;TK/トケラウ諸島/Tokelau;TL/東ティモール/Timor-Leste
TM/トルクメニスタン/Turkmenistan;TN/チュニジア/Tunisia;TO/トンガ/Tonga;TR/トルコ/Turkey
TT/トリニダード・トバゴ/Trinidad and Tobago;TV/ツバル/Tuvalu;TW/台湾/Taiwan
TZ/タンザニア/Tanzania;UA/ウクライナ/Ukraine;UG/ウガンダ/Uganda
UM/米領太平洋諸島/United States Minor Outlying Islands;US/アメリカ合衆国/United States
UY/ウルグアイ/Uruguay;UZ/ウズベキスタン/Uzbekistan;VA/バチカン/Vatican
VC/セントビンセントおよびグレナディーン諸島/Saint Vincent And The Grenadines
VE/ベネズエラ/Venezuela;VG/英領バージン諸島/British Virgin Islands
VI/米領バージン諸島/U.S. Virgin Islands;VN/ベトナム/Vietnam;VU/バヌアツ/Vanuatu
WF/ワリス・フテュナ諸島/Wallis And Futuna;WS/西サモア/Samoa;YE/イエメン/Yemen
YT/マヨット島/Mayotte;ZA/南アフリカ/South Africa;ZM/ザンビア/Zambia;ZW/ジンバブエ/Zimbabwe
"""
