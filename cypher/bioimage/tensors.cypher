// title: Tensors of a model
// question: Which axes, shapes and number types does this model take and give?
// param id: id — the model, e.g. bioimageio:affable-shark
// param limit: integer = 100 — rows at most
// example: {"id": "bioimageio:affable-shark"}
// columns: id, inputAxes, inputShape, inputTypes, outputAxes, outputShape, outputTypes
MATCH (m:MLModel {id: $id})
RETURN m.id AS id, m.inputAxes AS inputAxes, m.inputShape AS inputShape, m.inputTensorType AS inputTypes,
  m.outputAxes AS outputAxes, m.outputShape AS outputShape, m.outputTensorType AS outputTypes
ORDER BY id LIMIT $limit
