// SPDX-License-Identifier: MIT
#include "tests/sim/sim_files.h"

#include <algorithm>
#include <utility>

namespace reality::sim {
namespace {

constexpr uint64_t kTornOneIn = 4;

// Each sector that the write touches is old or new.
void write_torn(SimImage& image, uint64_t offset, std::string_view bytes, Rng& chance) {
  for (size_t done = 0; done < bytes.size();) {
    const uint64_t at = offset + done;
    const auto left = static_cast<size_t>(SimFiles::kSector - at % SimFiles::kSector);
    const std::string_view part = bytes.substr(done, left);
    if (chance.below(2) == 0) image.write(at, part);
    done += part.size();
  }
}

bool leads_to(const std::map<std::string, FileId>& names, FileId file) {
  return std::any_of(names.begin(), names.end(),
                     [file](const auto& name) { return name.second == file; });
}

}  // namespace

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::optional<FileId> SimFiles::find(const std::string& path) const {
  const auto it = names_.find(path);
  if (it == names_.end()) return std::nullopt;
  return it->second;
}

uint64_t SimFiles::used() const {
  uint64_t sum = 0;
  for (const auto& [id, file] : files_)
    if (file.handles > 0 || leads_to(names_, id)) sum += file.now.size();
  return sum;
}

size_t SimFiles::pending() const {
  size_t sum = pending_names_.size();
  for (const auto& [id, file] : files_) sum += file.pending.size();
  return sum;
}

FileId SimFiles::create(const std::string& path) {
  const FileId id = ++last_;
  files_[id];
  if (!path.empty()) change_name({"", path, id});
  return id;
}

void SimFiles::write(FileId file, uint64_t offset, std::string_view bytes) {
  File& f = files_.at(file);
  f.now.write(offset, bytes);
  f.pending.push_back({false, offset, std::string(bytes)});
}

void SimFiles::truncate(FileId file, uint64_t size) {
  File& f = files_.at(file);
  f.now.truncate(size);
  f.pending.push_back({true, size, {}});
}

// Whole pages go to the disk as they are in memory, as a kernel writes them.
void SimFiles::sync(FileId file) {
  File& f = files_.at(file);
  for (const Change& change : f.pending)
    if (change.truncate) f.durable.truncate(change.offset);
  f.durable.resize_like(f.now);
  for (const Change& change : f.pending) {
    if (change.truncate || change.bytes.empty()) continue;
    const auto first = static_cast<size_t>(change.offset / SimImage::kPage);
    const auto last =
        static_cast<size_t>((change.offset + change.bytes.size() - 1) / SimImage::kPage);
    for (size_t page = first; page <= last; ++page) f.durable.share_page(f.now, page);
  }
  f.pending.clear();
}

void SimFiles::fail_sync(FileId file, Rng& chance) {
  File& f = files_.at(file);
  f.durable = survivor(f, chance, Survival::each, chance.unit());
  f.pending.clear();
}

void SimFiles::apply(std::map<std::string, FileId>& names, const NameChange& change) {
  const auto freed = names.find(change.freed);
  if (freed != names.end() && freed->second == change.file) names.erase(freed);
  if (!change.given.empty()) names[change.given] = change.file;
}

void SimFiles::change_name(NameChange change) {
  apply(names_, change);
  pending_names_.push_back(std::move(change));
}

void SimFiles::unlink(const std::string& path) {
  const auto file = find(path);
  if (file) change_name({path, "", *file});
}

void SimFiles::rename(const std::string& from, const std::string& to) {
  const auto file = find(from);
  if (file) change_name({from, to, *file});
}

void SimFiles::sync_folder(const std::string& folder) {
  std::vector<NameChange> others;
  for (NameChange& change : pending_names_) {
    if (folder_of(change.given.empty() ? change.freed : change.given) == folder) {
      apply(durable_names_, change);
    } else {
      others.push_back(std::move(change));
    }
  }
  pending_names_ = std::move(others);
  drop_unreachable();
}

bool SimFiles::is_named(FileId file) const {
  if (leads_to(names_, file) || leads_to(durable_names_, file)) return true;
  return std::any_of(
      pending_names_.begin(), pending_names_.end(),
      [file](const NameChange& change) { return change.file == file && !change.given.empty(); });
}

void SimFiles::drop_unreachable() {
  std::erase_if(files_, [this](const auto& entry) {
    return entry.second.handles == 0 && !is_named(entry.first);
  });
}

void SimFiles::close(FileId file) {
  const auto it = files_.find(file);
  if (it == files_.end() || it->second.handles == 0) return;
  if (--it->second.handles == 0 && !is_named(file)) files_.erase(it);
}

SimFiles SimFiles::unopened() const {
  SimFiles copy = *this;
  for (auto& [id, file] : copy.files_) file.handles = 0;
  copy.drop_unreachable();
  return copy;
}

SimImage SimFiles::survivor(const File& file, Rng& chance, Survival survival, double odds) {
  SimImage image = file.durable;
  if (survival == Survival::none) return image;
  for (const Change& change : file.pending) {
    const bool some = survival == Survival::each;
    if (some && chance.unit() >= odds) continue;
    if (change.truncate) {
      image.truncate(change.offset);
    } else if (some && chance.below(kTornOneIn) == 0) {
      write_torn(image, change.offset, change.bytes, chance);
    } else {
      image.write(change.offset, change.bytes);
    }
  }
  return image;
}

SimFiles SimFiles::after_cut(Rng& chance, Survival survival) const {
  if (survival == Survival::by_seed) survival = static_cast<Survival>(chance.below(3));
  const double odds = survival == Survival::each ? chance.unit() : 0;
  SimFiles found;
  found.last_ = last_;
  found.durable_names_ = durable_names_;
  for (const NameChange& change : pending_names_) {
    const bool kept =
        survival == Survival::all || (survival == Survival::each && chance.unit() < odds);
    if (kept) apply(found.durable_names_, change);
  }
  found.names_ = found.durable_names_;
  for (const auto& [id, file] : files_) {
    SimImage image = survivor(file, chance, survival, odds);
    if (leads_to(found.names_, id)) found.files_[id] = {image, image, {}, 0};
  }
  return found;
}

}  // namespace reality::sim
