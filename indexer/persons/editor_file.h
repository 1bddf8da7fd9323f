// The editor's `persons` file: decisions that no rule can take, one readable line each.
//
//   # Une ligne par décision ; les accents et la casse des noms sont libres.
//   fusionner : F. Turcas, Turquas -> François Turcas
//   renommer : Leonore Moncondhuy -> Léonore Moncond'huy
//   séparer : Jean Dupont -> Jean Dupont (boulanger) dans 2014-kermesse, 2015-forum
//   rejeter : Place Bellecour
//   rejeter : Jean Dupont dans 2016-carnaval
//   protéger : Pierre Martin, Pierre Martins
//   fonction : Claire Vasseur : maire de Charvoisy 2014-2020
//
// fusionner: these names are one person, under the last name. renommer: the label shown; the value stays.
// séparer: in these articles only, the name is somebody else's. rejeter: no person, everywhere or in the
// articles named behind "dans", where it holds for the person under every name. protéger: never merged by a rule.
//
// The English verbs merge, rename, split, reject, protect and function are the same.
//
// Thread safety: plain values. Errors are returned, each with its line; every valid line counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::persons {

struct EditorFile {
  struct Merge {
    std::vector<std::string> names;
    std::string into;
    std::size_t line = 0;
  };
  struct Rename {
    std::string name, to;
    std::size_t line = 0;
  };
  struct Split {
    std::string name, to;
    // Ids.
    std::vector<std::string> articles;
    std::size_t line = 0;
  };
  struct Reject {
    std::string name;
    // Ids; none = everywhere.
    std::vector<std::string> articles;
    std::size_t line = 0;
  };
  struct Function {
    std::string name, title;
    // Years, inclusive; `to` absent = still.
    std::optional<int> from, to;
    std::size_t line = 0;
  };
  struct Error {
    // From 1.
    std::size_t line = 0;
    // In French, for the editor.
    std::string reason;
  };

  std::vector<Merge> merges;
  std::vector<Rename> renames;
  std::vector<Split> splits;
  std::vector<Reject> rejects;
  std::vector<std::string> protected_names;
  std::vector<Function> functions;
  std::vector<Error> errors;
};

EditorFile parse_editor_file(std::string_view utf8);

}  // namespace fonds::persons
