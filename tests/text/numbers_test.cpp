// Numbers and units: the tokens of small texts, in the notation of token_text.h.
#include <string_view>

#include <gtest/gtest.h>

#include "token_text.h"

namespace fonds::text {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view text;
  std::string_view tokens;
};

constexpr Row kRows[] = {
    {"04 78 87 00 00", "0478870000"},
    {"04.78.87.00.00", "0478870000"},
    {"04-78-87-00-00", "0478870000"},
    {"04 78 87", "04 78 87"},
    {"3 500 habitants", "3500 habitants"},
    {"12\u00A0000 euros", "12000 euros"},
    {"10\u202F000 pas", "10000 pas"},
    {"1\u2009234\u2009567", "1234567"},
    {"2019 400 personnes", "2019 400 personnes"},
    {"07 800", "07 800"},
    {"1.500.000", "1500000"},
    {"3.500", "3500"},
    {"12 000,50", "12000.50"},
    {"1,8", "1.8"},
    {"1.85", "1.85"},
    {"0,5", "0.5"},
    {"1,2,3", "1 2 3"},
    {"2015,2016", "2015 2016"},
    {"192.168.0.1", "192 168 0 1"},
    {"1 200 300 400", "1200300400"},
    {"340 M€", "340 millions euros"},
    {"340M€", "340 millions euros"},
    {"1,5 M€", "1.5 millions euros"},
    {"2 Mds €", "2 milliards euros"},
    {"3 Md€", "3 milliards euros"},
    {"12 millions d'euros", "12 millions euros"},
    {"42 k€", "42000 euros"},
    {"42k€", "42000 euros"},
    {"42 KE", "42000 euros"},
    {"1,5 k€", "1500 euros"},
    {"99 €", "99 euros"},
    {"99€", "99 euros"},
    {"25 $", "25 dollars"},
    {"10 £", "10 livres"},
    {"300 eur", "300 eur (euros)"},
    {"40 %", "40 pourcent"},
    {"40%", "40 pourcent"},
    {"2,5 %", "2.5 pourcent"},
    {"60 pour cent", "60 pour {pourcent/2} -cent"},
    {"500m2", "500 m2"},
    {"500 m2", "500 m2"},
    {"500 m²", "500 m2"},
    {"500m²", "500 m2"},
    {"500 mètres carrés", "500 metres {m2/2} -carres"},
    {"3 000m2", "3000 m2"},
    {"20 m³", "20 m3"},
    {"3 mètres cubes", "3 metres {m3/2} -cubes"},
    {"15 km", "15 km (kilometres)"},
    {"15km", "15 km (kilometres)"},
    {"12 ha", "12 ha (hectares)"},
    {"3 kg", "3 kg (kilos)"},
    {"10 kWh", "10 kwh"},
    {"30 min", "30 min (minutes)"},
    {"-5 °C", "5 degres"},
    {"37°", "37 degres"},
    {"12bis", "12 bis"},
    {"12 bis", "12 bis"},
    {"4x4", "4x4"},
    {"3D", "3d"},
    {"CO₂", "co2"},
    {"H₂O", "h2o"},
    {"mot² de renvoi", "mot de renvoi"},
    {"n° 15", "numero -15"},
    {"n°15", "numero -15"},
    {"N° 15", "numero -15"},
    {"nº 15", "numero -15"},
    {"№ 15", "numero -15"},
    {"no 15", "numero -15"},
    {"num. 15", "numero -15"},
    {"n°3 bis", "numero -3 bis"},
    {"la RN 7", "la rn {rn7/2} -7"},
    {"sur l'A 6", "sur a {a6/2} -6"},
    {"la D 307", "la d {d307/2} -307"},
    {"A 7 ans", "a 7 ans"},
    {"U19", "u19"},
};

TEST(Numbers, Tokens) {
  for (const Row& row : kRows) EXPECT_EQ(token_text(row.text), row.tokens) << row.text;
}

}  // namespace
}  // namespace fonds::text
