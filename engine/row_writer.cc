// SPDX-License-Identifier: MIT
#include "engine/row_writer.h"

#include <map>
#include <string_view>

namespace reality {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += between;
    all += word;
  }
  return all;
}

std::string put_sql(const TableShape& shape) {
  std::vector<std::string> columns = shape.key;
  columns.insert(columns.end(), shape.values.begin(), shape.values.end());
  const std::vector<std::string> marks(columns.size(), "?");
  // An upsert and not REPLACE: REPLACE deletes first, and children would go with the old row.
  std::vector<std::string> updates;
  for (const std::string& column : shape.values) updates.push_back(column + "=excluded." + column);
  return "INSERT INTO " + shape.name + "(" + joined(columns, ",") + ") VALUES(" +
         joined(marks, ",") + ") ON CONFLICT(" + joined(shape.key, ",") + ") DO UPDATE SET " +
         joined(updates, ",");
}

std::string remove_sql(const TableShape& shape) {
  std::vector<std::string> tests;
  for (const std::string& column : shape.key) tests.push_back(column + "=?");
  return "DELETE FROM " + shape.name + " WHERE " + joined(tests, " AND ");
}

size_t weight(const std::vector<Cell>& cells) {
  size_t bytes = cells.size() * sizeof(Cell);
  for (const Cell& cell : cells)
    if (const auto* text = std::get_if<std::string>(&cell)) bytes += text->size();
  return bytes;
}

}  // namespace

size_t weight(const Batch& batch) {
  size_t bytes = sizeof(Batch);
  for (const StoredRow& row : batch.rows)
    bytes += sizeof(StoredRow) + weight(row.key) + weight(row.values);
  return bytes;
}

Result<RowWriter> RowWriter::open(Db db, std::vector<TableShape> shapes) {
  RowWriter writer(std::move(db));
  for (const TableShape& shape : shapes) {
    auto put = writer.db_.prepare(put_sql(shape));
    if (!put) return Error{shape.name + ": " + put.error()};
    auto remove = writer.db_.prepare(remove_sql(shape));
    if (!remove) return Error{shape.name + ": " + remove.error()};
    writer.statements_.push_back({std::move(*put), std::move(*remove)});
  }
  return writer;
}

Status RowWriter::write(const StoredRow& row) {
  Statements& statements = statements_[row.table];
  Statement& statement = row.values.empty() ? statements.remove : statements.put;
  statement.reset();
  int index = 1;
  for (const Cell& cell : row.key) statement.bind(index++, cell);
  for (const Cell& cell : row.values) statement.bind(index++, cell);
  statement.step();
  ++rows_written_;
  Status status = statement.status();
  statement.reset();
  return status;
}

Status RowWriter::commit(const std::vector<Batch>& group) {
  if (group.empty()) return {};
  std::map<std::pair<size_t, const std::vector<Cell>&>, const StoredRow*> last;
  for (const Batch& batch : group)
    for (const StoredRow& row : batch.rows) last[{row.table, row.key}] = &row;
  if (Status status = db_.execute("BEGIN IMMEDIATE"); !status) return status;
  for (const auto& [name, row] : last)
    if (Status status = write(*row); !status) return status;
  const std::string turn = std::to_string(group.back().turn);
  const std::string stamp = "INSERT INTO meta(name,value) VALUES('turn'," + turn +
                            ") ON CONFLICT(name) DO UPDATE SET value=" + turn;
  if (Status status = db_.execute(stamp); !status) return status;
  return db_.execute("COMMIT");
}

Status RowWriter::gather() {
  return db_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace reality
