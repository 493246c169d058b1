// cli/files.h: bytes on their way out; nothing is called written before the system has said so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace knockon {

/// Writes all of it. The reason why not, if it failed ("no space left on device").
std::optional<std::string> write_all(int descriptor, std::string_view bytes);

/// The whole file or nothing: a temporary file in the same folder, flushed to the disk, then
/// renamed. What is no regular file (a pipe, a device) is written to directly. A path below the
/// working folder is not followed out of it by a link. The reason, if it failed.
std::optional<std::string> write_file(const std::string& path, std::string_view bytes);

/// While it lives, others who ask for the folder of `path` wait: between reading a file and writing
/// it anew nobody else does the same. Where the file system knows no locks, nobody waits.
class FolderLock {
  public:
    explicit FolderLock(const std::string& path);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    int descriptor_;
};

/// Whether there is something at the path.
bool is_there(const std::string& path);

/// Whether both paths lead to the same file.
bool same_file(const std::string& a, const std::string& b);
/// Both are written to the same place, whether it is there yet or not.
bool same_place(const std::string& a, const std::string& b);

/// Removes a temporary file when the program is interrupted, leaves SIGPIPE to end it quietly, and
/// keeps descriptors 0 to 2 from being given to a file that is opened later.
void prepare_process();

}  // namespace knockon
