"""Tools, and the shelf of books and standards."""

from .family import A, IRA, P, RAS, family, of

FAMILIES = [
    family(
        "elektriniai-irankiai", "drill", "{}",
        "Bešepetėlis variklis, du 4 Ah akumuliatoriai ir kroviklis lagamine.",
        of("Akumuliatorinis gręžtuvas 18 V", IRA, "149.00", "16", "#2f6f8f"),
        of("Smūginis suktuvas 18 V", IRA, "169.00", "12", "#c98a1f", "145.00"),
        of("Perforatorius SDS+ 800 W, atnaujintas", IRA, "95.00", "5", "#3f6b4f", condition="refurbished"),
        of("Gręžtuvas 650 W, mažai naudotas", RAS, "30.00", "1", "#8d2f2b", condition="used"),
        kg="3.4", attributes={"voltage": "18 V"}),
    family(
        "elektriniai-irankiai", "grinder", "Kampinis šlifuoklis {}",
        "Su reguliuojamomis apsukomis ir apsauga nuo pakartotinio įsijungimo.",
        of("125 mm, 1100 W", IRA, "79.00", "20", "#2f6f8f"),
        of("230 mm, 2400 W, atnaujintas", IRA, "89.00", "4", "#c98a1f", condition="refurbished"),
        kg="2.6", attributes={"power": "1100 W"}),
    family(
        "elektriniai-irankiai", "circular_saw", "Diskinis pjūklas {}",
        "Pjūvio gylis iki 66 mm, lazerinė žymė, dulkių nusiurbimas.",
        of("190 mm, 1400 W", IRA, "119.00", "11", "#2f6f8f"),
        of("įleidžiamasis su bėgeliu 1,4 m", IRA, "289.00", "4", "#3f6b4f", "259.00"),
        kg="4.8", attributes={"power": "1400 W"}),
    family(
        "rankiniai-irankiai", "hammer", "{}",
        "Kaltas plienas, patogi neslystanti rankena.",
        of("Plaktukas 500 g", IRA, "14.50", "60", "#b5502f"),
        of("Kūjis 3 kg", IRA, "32.00", "18", "#c98a1f", "27.00"),
        of("Mūrininko plaktukas, senas, geras", P, "12.00", "2", "#7a5230", condition="used"),
        kg="1.2", attributes={"material": "plienas"}),
    family(
        "rankiniai-irankiai", "trowel", "{}",
        "Nerūdijančio plieno, kamštinė rankena.",
        of("Glaistyklė 280 mm, dantyta", IRA, "9.80", "75", "#c9a26a"),
        of("Mentelė tinkuotojo 180 mm", IRA, "8.20", "50", "#c9a26a", "6.90"),
        kg="0.4", attributes={"material": "nerūdijantis plienas"}),
    family(
        "rankiniai-irankiai", "level", "Gulsčiukas {}",
        "Lietas aliuminis, trys ampulės, paklaida 0,5 mm/m.",
        of("80 cm", IRA, "24.90", "34", "#d7a021"),
        of("200 cm", IRA, "62.00", "9", "#a83a31"),
        kg="1.1", attributes={"accuracy": "0,5 mm/m"}),
    family(
        "matavimo-prietaisai", "laser", "Lazerinis {}",
        "Žalias spindulys, savaiminis išsilyginimas, stovas ir laikiklis komplekte.",
        of("nivelyras 3×360°", IRA, "229.00", "8", "#3f6b4f"),
        of("tolimatis 50 m", IRA, "69.00", "22", "#c98a1f", "59.00"),
        kg="1.6", attributes={"accuracy": "0,2 mm/m"}),
    family(
        "kopecios-ir-pastoliai", "ladder", "{}",
        "Aliuminis, apkrova iki 150 kg, atitinka EN 131.",
        of("Kopėčios 3×9 pakopų", IRA, "145.00", "10", "#b9bec1"),
        of("Kopėčios buitinės 6 pakopų", IRA, "62.00", "14", "#b9bec1"),
        of("Bokšteliniai pastoliai 5 m, naudoti", P, "350.00", "1", "#c0912b", "310.00", condition="used"),
        kg="17", attributes={"standard": "EN 131"}),
    family(
        "statybu-iranga", "mixer", "Betono maišyklė {}",
        "Ketinis vainikas, 230 V, ratukai, paruošta darbui.",
        of("140 l", IRA, "319.00", "6", "#c98a1f"),
        of("190 l, po remonto", IRA, "260.00", "2", "#2f6f8f", condition="refurbished"),
        kg="58", attributes={"voltage": "230 V"}),
    family(
        "statybu-iranga", "wheelbarrow", "Karutis {}",
        "Cinkuota dėžė, pripučiamas ratas, sustiprintas rėmas.",
        of("100 l", IRA, "69.00", "25", "#3f6b4f"),
        of("120 l, du ratai", IRA, "99.00", "12", "#a83a31", "85.00"),
        kg="14", attributes={"material": "plienas"}),
    family(
        "knygos-ir-standartai", "book", "{}",
        "Nauja, kietu arba minkštu viršeliu. Knygoms taikomas 5 % PVM.",
        of("Knyga „Namo statyba nuo pamatų iki kraigo“", IRA, "21.00", "40", "#2f5f7a"),
        of("Knyga „Plytelių klojimas žingsnis po žingsnio“", A, "15.75", "35", "#b5654a"),
        of("Žinynas „Medinių konstrukcijų mazgai“", IRA, "31.50", "18", "#6b4630", "26.25"),
        of("Standartų rinkinys „Pastatų energinis naudingumas“", IRA, "63.00", "10", "#3f6b4f"),
        of("Knyga „Molis ir kalkės senam namui“", RAS, "10.50", "2", "#c79a5d", condition="used"),
        of("Žinynas „Elektros instaliacija namuose“", IRA, "18.90", "26", "#c98a1f"),
        kg="0.9", attributes={"language": "lietuvių"}),
]
